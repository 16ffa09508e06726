namespace SockTool.Tests.Commands;

/// <summary>What is refused before anything is opened, in which words, and what to do instead.</summary>
public sealed class UsageErrorTests
{
    private const string SeeConnect = "sock connect --help shows what there is";
    private const string Durations = "durations are written 250ms, 1.5s, 2m, 1h or none; the longest is 24 days";
    private const string Sizes = "sizes are written 512, 64KiB, 10MB or 1GiB";

    [Theory]
    [InlineData("conect", "unknown command conect", "did you mean sock connect?")]
    [InlineData("scan", "unknown command scan", "sock --help shows what there is")]
    [InlineData("--frob", "unknown option --frob", "sock --help shows what there is")]
    [InlineData("connect", "an address is missing", "an address is a port (50000), HOST:PORT, HOST PORT, [V6]:PORT or unix:PATH")]
    [InlineData("connect 50000", "\"50000\" is a port without a host", "write the host too: 127.0.0.1:50000")]
    [InlineData("connect localhost", "\"localhost\" has no port", "write the port too: localhost:50000")]
    [InlineData("connect ::1:80", "\"::1:80\" needs brackets around the IPv6 address", "an IPv6 address and a port are written [::1]:50000")]
    [InlineData("connect 010.0.0.1 80", "\"010.0.0.1\" looks like an address and is none", "an IPv4 address is four decimal numbers from 0 to 255 without leading zeros")]
    [InlineData("connect localhost 1 2", "\"2\" is one word too many", null)]
    [InlineData("connect h 1 --tiemout 3", "unknown option --tiemout", "did you mean --timeout?")]
    [InlineData("connect h 1 --SEND x", "unknown option --SEND", "did you mean --send?")]
    [InlineData("connect h 1 --frobnicate", "unknown option --frobnicate", SeeConnect)]
    [InlineData("connect h 1 -x", "unknown option -x", SeeConnect)]
    [InlineData("connect h 1 -vz", "unknown option -z", SeeConnect)]
    [InlineData("connect h 1 --crlf=yes", "--crlf takes no value", null)]
    [InlineData("listen 1 --keep-open=yes", "--keep-open takes no value", null)]
    [InlineData("connect h 1 --timeout", "--timeout needs a value", SeeConnect)]
    [InlineData("connect h 1 --timeout 1 --timeout 2", "--timeout is given more than once", null)]
    [InlineData("connect h 1 --timeout soon", "--timeout: \"soon\" is not a duration", Durations)]
    [InlineData("connect h 1 --linger -1", "--linger: the duration \"-1\" is out of range", Durations)]
    [InlineData("connect h 1 --max-receive 1.5", "--max-receive: \"1.5\" is not a whole number of bytes", Sizes)]
    [InlineData("connect h 1 --buffer-size 0", "--buffer-size: \"0\" is not between 1 and 16777216", null)]
    [InlineData("connect h 1 --buffer-size 17MiB", "--buffer-size: \"17MiB\" is not between 1 and 16777216", null)]
    [InlineData("connect h 1 --retry -1", "--retry: \"-1\" is not a whole number from 0 to 2147483647", null)]
    [InlineData("connect h 1 --retry-delay none", "--retry-delay: \"none\" is not between 0 and 24h", null)]
    [InlineData("connect h 1 --close never", "--close: \"never\" is none of fin, reset", null)]
    [InlineData("connect h 1 --on-peer-close x", "--on-peer-close: \"x\" is none of auto, finish, quit", null)]
    [InlineData("connect h 1 --digest md5", "--digest: \"md5\" is none of sha256", null)]
    [InlineData("connect h 1 --send \\q", "--send: \"\\q\" is not an escape", @"the escapes are \n \r \t \0 \\ and \xHH")]
    [InlineData("connect h 1 --send-hex 0", "--send-hex: \"0\" is not hexadecimal", null)]
    [InlineData("connect h 1 --expect-sha256 00ff", "--expect-sha256: \"00ff\" is not hexadecimal", null)]
    [InlineData("connect h 1 -o rcvbuf", "--option: \"SO_RCVBUF\" needs =VALUE", null)]
    [InlineData("connect h 1 -4 -6", "--ipv4 and --ipv6 contradict each other", null)]
    [InlineData("connect h 1 -vq", "--verbose and --quiet contradict each other", null)]
    [InlineData("connect h 1 --blocking --non-blocking", "--non-blocking and --blocking contradict each other", null)]
    [InlineData("connect h 1 --send-only --recv-only", "--send-only and --recv-only contradict each other", null)]
    [InlineData("connect h 1 --append", "--append says nothing without --output", null)]
    [InlineData("connect h 1 --prompt x", "--prompt says nothing without --interactive", null)]
    [InlineData("connect h 1 -i --crlf", "--interactive and --crlf contradict each other", null)]
    [InlineData("connect h 1 --unix-mode 888", "--unix-mode: \"888\" is not an octal file mode such as 0600", null)]
    [InlineData("listen fd:three", "\"fd:three\" names no descriptor", "an inherited socket is written fd:3")]
    [InlineData("listen fd:0", "fd:0 is a standard stream, which has its own meaning here", "hand the socket over as another descriptor: fd:3 3<&0")]
    [InlineData("connect fd:1 --tls", "fd:1 is a standard stream, which has its own meaning here", "hand the socket over as another descriptor: fd:4 4<&1")]
    [InlineData("relay - fd:0", "fd:0 is a standard stream, which has its own meaning here", "hand the socket over as another descriptor: fd:3 3<&0")]
    [InlineData("relay fd:0 -", "fd:0 is a standard stream, which has its own meaning here", "hand the socket over as another descriptor: fd:3 3<&0")]
    [InlineData("relay 1 fd:3", "fd:3 is one connection, and a relay needs one for every client", "write it first: sock relay fd:3 ADDRESS joins it to one that is dialled")]
    [InlineData("connect fd:3 --retry 3", "--retry and fd:3 contradict each other", null)]
    [InlineData("connect fd:3 --reconnect", "--reconnect and fd:3 contradict each other", null)]
    [InlineData("connect fd:3 --source ::1", "--source and fd:3 contradict each other", null)]
    [InlineData("connect fd:3 --proxy socks5://h:1", "--proxy and fd:3 contradict each other", null)]
    [InlineData("connect fd:3 -u", "--udp and fd:3 contradict each other", null)]
    [InlineData("listen fd:3 --backlog 5", "--backlog and fd:3 contradict each other", null)]
    [InlineData("echo-server fd:3 -4", "--ipv4 and fd:3 contradict each other", null)]
    [InlineData("relay fd:3 h:1 --unix-mode 0600", "--unix-mode and fd:3 contradict each other", null)]
    [InlineData("listen 1 --grace soon", "--grace: \"soon\" is not a duration", Durations)]
    [InlineData("relay - h:1 --grace 1", "--grace says nothing where standard input and output is that end of the relay", null)]
    [InlineData("listen 1 --run", "--run needs a command after --", null)]
    [InlineData("listen 1 --clients 0", "--clients: \"0\" is not a whole number from 1 to 2147483647", null)]
    [InlineData("listen 1 -i -k", "--interactive and --keep-open contradict each other", null)]
    [InlineData("listen 1 --output-per-client out-{x}", "--output-per-client: \"{x}\" begins with no field", "the fields are {n}, {peer} and {time}; a brace itself is written {{ or }}")]
    [InlineData("listen 1 --output-per-client=", "--output-per-client needs the name of a file", null)]
    [InlineData("listen 1 -k --output-per-client out", "--output-per-client needs {n}, {peer} or {time} for more than one client", null)]
    [InlineData("listen 1 --clients 2 --output-per-client out-{{n}}", "--output-per-client needs {n}, {peer} or {time} for more than one client", null)]
    [InlineData("listen 1 --output-per-client {n} --tag", "--tag and --output-per-client contradict each other", null)]
    [InlineData("listen 1 --output-per-client {n} --output f", "--output-per-client and --output contradict each other", null)]
    [InlineData("listen 1 --output-per-client {n} --append", "--append says nothing without --output", null)]
    [InlineData("listen 1 --output-per-client {n} --expect-bytes 1", "--output-per-client and --expect-bytes contradict each other", null)]
    [InlineData("listen 1 --output-per-client {n} --reply x", "--output-per-client and --reply contradict each other", null)]
    [InlineData("listen 1 --output-per-client {n} -i", "--output-per-client and --interactive contradict each other", null)]
    [InlineData("listen 1 --tag --send-only", "--tag and --send-only contradict each other", null)]
    [InlineData("listen 1 --tag -i", "--tag and --interactive contradict each other", null)]
    [InlineData("listen h:1 --tag --shell cat", "--shell and --tag contradict each other", null)]
    [InlineData("listen 1 --reply x --send y", "--reply and --send contradict each other", null)]
    [InlineData("connect h 1 --ws-text", "--ws-text says nothing without ws://HOST:PORT", null)]
    [InlineData("listen tls://:1 --ws-protocol a", "--ws-protocol says nothing without ws://HOST:PORT", null)]
    [InlineData("relay 1 h:2 --ws-header A:b", "--ws-header says nothing without ws://HOST:PORT", null)]
    [InlineData("connect ws://h --ws-protocol a,b", "--ws-protocol: \"a,b\" cannot be the name of a protocol", null)]
    [InlineData("connect ws://h --ws-protocol=", "--ws-protocol: \"\" cannot be the name of a protocol", null)]
    [InlineData("connect ws://h --ws-header A", "--ws-header: \"A\" is not NAME: VALUE in printable ASCII", null)]
    [InlineData("connect ws://h --ws-header :b", "--ws-header: \":b\" is not NAME: VALUE in printable ASCII", null)]
    [InlineData("connect ws://h --ws-header A:\u0007", "--ws-header: \"A:\\x07\" is not NAME: VALUE in printable ASCII", null)]
    [InlineData("connect ws://h --ws-header A:\u00e9", "--ws-header: \"A:\u00e9\" is not NAME: VALUE in printable ASCII", null)]
    [InlineData("connect ws://h --ws-header hOST:b", "--ws-header: \"hOST\" is sent by the upgrade itself", null)]
    [InlineData("connect ws://h --ws-header Sec-websocket-Key:b", "--ws-header: \"Sec-websocket-Key\" is sent by the upgrade itself", null)]
    [InlineData("connect tls://h:1?ca=a --tls-ca b", "--tls-ca is given more than once", null)]
    [InlineData("connect tls://h:1?insecure --tls-insecure", "--tls-insecure is given more than once", null)]
    [InlineData("connect wss://h#min=1.2 --tls-min 1.3", "--tls-min is given more than once", null)]
    [InlineData("connect tls://h:1?ca=a&ca=b", "\"ca\" is given more than once", null)]
    [InlineData("connect tls://h:1?insecure=yes", "insecure stands alone or is 1, and not \"yes\"", null)]
    [InlineData("listen 1 --tls --tls-insecure", "insecure is for the other side of TLS and says nothing here", null)]
    [InlineData("echo-server tls://1?insecure", "insecure is for the other side of TLS and says nothing here", null)]
    [InlineData("relay tls://1?insecure h:2", "insecure is for the other side of TLS and says nothing here", null)]
    [InlineData("connect h 1 --proxy joe:s3cret@g:1", "--proxy: \"g:1\" is no kind of proxy", "a proxy is written socks5://HOST:PORT, socks4://HOST:PORT or http://HOST:PORT")]
    [InlineData("listen 1 --allow 10.0.0.1/8", "--allow: \"10.0.0.1/8\" has bits behind its prefix", "the network is 10.0.0.0/8, the address alone 10.0.0.1")]
    [InlineData("listen 1 --deny fe80::1%lo", "--deny: \"fe80::1%lo\" has a zone, which peers are not told apart by", "leave out the % and what is behind it")]
    [InlineData("listen 1 --deny 127.1", "--deny: \"127.1\" looks like an address and is none", "an IPv4 address is four decimal numbers from 0 to 255 without leading zeros")]
    [InlineData("listen 1 --allow-file=", "--allow-file needs the name of a file", null)]
    [InlineData("listen 1 --max-clients-per-host 0", "--max-clients-per-host: \"0\" is not a whole number from 1 to 2147483647", null)]
    [InlineData("listen unix:/a --allow ::1", "--allow tells clients apart by their address, and at unix:/a they have none", null)]
    [InlineData("echo-server tls+unix:/a --deny-file b", "--deny-file tells clients apart by their address, and at tls+unix:/a they have none", null)]
    [InlineData("relay unix:/a h:1 --max-clients-per-host 1", "--max-clients-per-host tells clients apart by their address, and at unix:/a they have none", null)]
    [InlineData("relay - h:1 --deny ::1", "--deny says nothing where standard input and output is that end of the relay", null)]
    [InlineData("connect h 1 --allow ::1", "unknown option --allow", SeeConnect)]
    [InlineData("listen 99999", "port \"99999\" is out of range", null)]
    public void It_is_refused_with_one_line_and_where_we_know_better_a_hint(string line, string message, string? hint)
    {
        var refused = CommandLines.Refuse(line);
        Assert.Equal((message, hint), (refused.Message, refused.Hint));
    }

    [Theory]
    [InlineData("connect h\u001b[31m 1")]
    [InlineData("connect h 1 --timeout \u001b]0;x\u0007")]
    [InlineData("connect h 1 --\u001b[2J")]
    [InlineData("\u001b[2J")]
    public void What_was_typed_comes_back_without_control_characters(string line)
    {
        var refused = CommandLines.Refuse(line);
        Assert.DoesNotContain($"{refused.Message}{refused.Hint}", char.IsControl);
    }

    [Fact]
    public void A_hint_about_show_options_names_a_command_line_that_works()
    {
        var hint = CommandLines.Refuse("connect h 1 -o frob=1").Hint;
        var example = hint!.Split(" shows ")[0]["sock ".Length..];
        CommandLines.Bind(example.Replace("HOST PORT", "localhost 1", StringComparison.Ordinal));
    }
}
