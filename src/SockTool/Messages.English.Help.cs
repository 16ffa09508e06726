namespace SockTool;

/// <summary>English: the help.</summary>
internal sealed partial class EnglishMessages
{
    public override string Summary => "sock: TCP and Unix sockets for scripts, with exit codes that tell the truth";

    public override string UsageTitle => "usage";

    public override string CommandsTitle => "commands";

    public override string OptionsTitle => "options";

    public override string ExamplesTitle => "examples";

    public override string CommandHelpHint => "sock COMMAND --help shows a command's common options, --help-all all of them; sock --help-all shows how addresses are written and what exit codes mean, sock --help-man prints the manual";

    public override string HelpAllHint(string command) => $"sock {command} --help-all shows every option";

    public override string GroupTitle(string group) => group switch
    {
        "socket" => "socket",
        "time" => "time (D: 250ms, 1.5s, 2m, 1h, a bare number of seconds, none)",
        "data" => "data (SIZE: 512, 64KiB, 10MB, 1GiB)",
        "datagrams" => "datagrams",
        "relay" => "relay",
        "replay" => "replay (--timeout is 10s for each step unless given)",
        "rate" => "rate",
        "faults" => "faults on purpose",
        "tls" => "TLS (all of it also for each end of a relay: tls://HOST:PORT?ca=FILE)",
        "websocket" => "WebSocket",
        "probe" => "probe (--timeout is 2s unless given)",
        "children" => "a program for each client",
        "broker" => "clients joined to each other",
        "proxy" => "proxy",
        "dialogue" => "conversation by lines",
        "outputs" => "telling clients apart",
        "reply" => "reply",
        "retry" => "retry",
        "serving" => "serving",
        "access" => "who may connect (NET: 10.0.0.0/8, FIRST-LAST, an address or a name)",
        "seeing" => "seeing",
        "general" => "general",
        _ => throw new ArgumentOutOfRangeException(nameof(group), group, null),
    };

    public override string CommandHelp(string command) => command switch
    {
        "connect" => "join a connection to standard input and output",
        "listen" => "accept connections and join them to standard input and output",
        "echo-server" => "answer every connection with its own bytes, or with a template",
        "probe" => "tell which endpoints are open, and wait until they are",
        "completions" => "print the script by which a shell completes sock: bash, zsh, fish or pwsh",
        "relay" => "join every connection accepted at FROM to one dialled to TO",
        "replay" => "play a session file as client or server, and verify the other",
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
    };

    public override string NoEffectHere => "for listen; no effect here";

    public override string OptionHelp(string option) => option switch
    {
        "--ipv4" => "use IPv4 only",
        "--ipv6" => "use IPv6 only",
        "--no-dns" => "addresses must be numeric",
        "--source" => "bind to this local address before connecting",
        "--backlog" => "listen(2) backlog; default the system's maximum",
        "--option" => "set a socket option: rcvbuf=65536, keepalive, …",
        "--show-options" => "show socket options, asked for and in force; =NAMES for some",
        "--unix-mode" => "permissions of a Unix socket's file; default 0600",
        "--timeout" => "limit of each connect, accept, read and write",
        "--non-blocking" => "try each operation once; exit 23 when it would block",
        "--blocking" => "wait without limit (the default)",
        "--connect-timeout" => "limit for connecting",
        "--accept-timeout" => "limit for waiting for a client",
        "--read-timeout" => "limit for each read",
        "--write-timeout" => "limit for each write",
        "--idle-timeout" => "end after this long without a byte either way",
        "--deadline" => "limit for the whole run",
        "--frame" => "how datagrams stand in a stream: lines, or two bytes of length",
        "--udp" => "UDP in place of TCP; same as udp://",
        "--multicast" => "listen: join this group; connect: send through interface IF",
        "--tls" => "TLS over TCP or a Unix socket; same as tls://",
        "--tls-ca" => "trust these authorities (PEM), not the system's",
        "--tls-cert" => "our certificate (PEM); else one for this run",
        "--tls-key" => "its key (PEM); default the certificate's file",
        "--tls-client-ca" => "demand a client certificate of these authorities (PEM)",
        "--tls-server-name" => "the name to ask for and to verify; default the host",
        "--tls-alpn" => "protocols to offer or accept (RFC 7301): h2,http/1.1",
        "--tls-min" => "the oldest version allowed; default 1.2",
        "--tls-pin" => "trust the holder of this public key",
        "--tls-insecure" => "take any server's certificate; says so",
        "--proxy" => "dial through this proxy; repeatable, nearest first",
        "--proxy-password-file" => "its password: the first line; else SOCK_PROXY_PASSWORD",
        "--ws-protocol" => "a subprotocol to offer or accept; repeatable",
        "--ws-header" => "a header for our side of the upgrade; repeatable",
        "--ws-text" => "send text messages in place of binary ones; the input must be UTF-8",
        "--buffer-size" => "the most bytes one recv asks for, 1 to 16MiB",
        "--input" => "read this file in place of standard input",
        "--output" => "write this file, in place only after a clean end",
        "--append" => "append to the file instead of writing it anew",
        "--send" => @"send this text; escapes \n \r \t \0 \\ \xHH",
        "--send-hex" => "send these bytes in place of an input; repeatable",
        "--crlf" => "send LF as CR LF",
        "--send-only" => "send, and receive nothing",
        "--recv-only" => "receive, and never read the input",
        "--no-shutdown" => "do not half-close when our input ends",
        "--linger" => "after our input ended, wait this long for the peer; default none",
        "--on-peer-close" => "finish sending, or quit, when the peer ends; default auto",
        "--close" => "end with FIN, or with RST",
        "--max-receive" => "stop after this many received bytes",
        "--expect-bytes" => "exit 50 unless this many bytes were received",
        "--expect-sha256" => "exit 50 unless what was received has this hash",
        "--interactive" => "prompt, send a line, show one reply, again",
        "--prompt" => "the prompt, on a terminal; default >>>",
        "--quit-word" => "the line that ends the conversation; default exit",
        "--tag" => "begin each line with its client's number and a tab",
        "--output-per-client" => "a file for each client; its name has {n}, {peer} or {time}",
        "--reply" => "answer each read: {message} {bytes} {peer} {n}",
        "--retry" => "try a failed connect again",
        "--retry-delay" => "the first delay; default 200ms",
        "--retry-backoff" => "how the delay grows; default exponential",
        "--retry-max-delay" => "the longest delay; default 10s",
        "--retry-budget" => "limit for all attempts together",
        "--retry-jitter" => "spread the delays at random, or not; default spread",
        "--reconnect" => "connect again after a session that was cut",
        "--exec" => "run the program after -- for each client",
        "--shell" => "the same with a command of the shell",
        "--broker" => "pass what each client sends to all the others",
        "--chat" => "the same by lines, with the sender's number, safe for a terminal",
        "--keep-open" => "go on accepting, several clients at a time",
        "--rate" => "bytes a second, each way",
        "--fault" => "behave badly: silent, corrupt=1%, reset-after=1MiB, latency=80ms~20ms, …; repeatable",
        "--seed" => "what chance decides in faults; the same seed, the same faults",
        "--clients" => "end after N sessions",
        "--max-clients" => "serve N clients at a time and close the excess at once",
        "--allow" => "let in these and nobody else; repeatable",
        "--deny" => "close these at once, even if allowed; repeatable",
        "--allow-file" => "let in who is in this file; read again at SIGHUP",
        "--deny-file" => "close who is in this file; read again at SIGHUP",
        "--max-clients-per-host" => "of one address serve N at a time and close the excess at once",
        "--ready-file" => "write the bound address to this file once listening",
        "--ready-fd" => "write the bound address to this descriptor once listening",
        "--run" => "run the command after -- once listening; end with its exit code",
        "--wait" => "look again until all are open, at most this long",
        "--wait-closed" => "look again until none is open, at most this long",
        "--banner" => "show the first that each of them says",
        "--json" => "each row as a JSON object on a line of its own",
        "--grace" => "sessions may finish within D after a signal",
        "--help" => "show the common options",
        "--help-all" => "show all options",
        "--help-man" => "print the manual, for man -l",
        "--version" => "show the version",
        _ => SeeingHelp(option),
    };
}
