using System.Text;
using SockTool.Catalogs;
using SockTool.Options;
using VerifyTests;
using VerifyXunit;

namespace SockTool.Tests.Commands;

/// <summary>From the arguments to the settings: every option of every command, and what it changes.</summary>
public sealed class EveryOptionTests
{
    /// <summary>What follows each option that takes more than nothing, or needs another.</summary>
    private static readonly Dictionary<string, string> Rest = new(StringComparer.Ordinal)
    {
        ["--source"] = "127.0.0.1",
        ["--backlog"] = "5",
        ["--option"] = "rcvbuf=65536 -o nodelay=off",
        ["--show-options"] = "",
        ["--unix-mode"] = "0660",
        ["--timeout"] = "1.5s",
        ["--connect-timeout"] = "250ms",
        ["--accept-timeout"] = "2m",
        ["--read-timeout"] = "0",
        ["--write-timeout"] = "1h",
        ["--idle-timeout"] = "30",
        ["--deadline"] = "10",
        ["--proxy"] = "socks5://joe@localhost:1080 --proxy http://[::1]:3128",
        ["--proxy-password-file"] = "/dev/null --proxy socks5://joe@localhost:1080",
        ["--tls-ca"] = "ca.pem",
        ["--tls-cert"] = "cert.pem",
        ["--tls-key"] = "key.pem --tls-cert cert.pem",
        ["--tls-client-ca"] = "clients.pem",
        ["--tls-server-name"] = "other.example",
        ["--tls-alpn"] = "h2,http/1.1",
        ["--tls-min"] = "1.3",
        ["--tls-pin"] = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        ["--frame"] = "length",
        ["--ws-protocol"] = "chat --ws-protocol superchat",
        ["--ws-header"] = "X-One:1",
        ["--buffer-size"] = "64KiB",
        ["--input"] = "in.txt",
        ["--output"] = "out.txt",
        ["--append"] = "--tee seen.bin",
        ["--send"] = @"a\n --send-hex 00ff --send b",
        ["--send-hex"] = "00ff",
        ["--linger"] = "3s",
        ["--on-peer-close"] = "quit",
        ["--close"] = "reset",
        ["--max-receive"] = "1kB",
        ["--expect-bytes"] = "10",
        ["--expect-sha256"] = "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
        ["--prompt"] = "? --interactive",
        ["--quit-word"] = "bye --interactive",
        ["--output-per-client"] = "log-{n}",
        ["--reply"] = "got:{message}",
        ["--retry"] = "forever",
        ["--retry-delay"] = "1s",
        ["--retry-backoff"] = "linear",
        ["--retry-max-delay"] = "5s",
        ["--retry-budget"] = "1m",
        ["--retry-jitter"] = "none",
        ["--wait"] = "5s",
        ["--wait-closed"] = "5s",
        ["--exec"] = "-- cat -n",
        ["--shell"] = "cat",
        ["--multicast"] = "239.1.2.3%lo --udp",
        ["--rate"] = "64KiB",
        ["--fault"] = "corrupt=1% --fault latency=80ms~20ms",
        ["--seed"] = "7 --fault corrupt=1%",
        ["--clients"] = "3",
        ["--max-clients"] = "2",
        ["--grace"] = "5s",
        ["--allow"] = "10.0.0.0/8 --allow 10.9.0.1-10.9.0.7 --allow localhost",
        ["--deny"] = "::ffff:10.1.0.0/112 --deny ::1",
        ["--allow-file"] = "allowed --allow-file more",
        ["--deny-file"] = "denied",
        ["--max-clients-per-host"] = "2",
        ["--ready-file"] = "ready",
        ["--ready-fd"] = "3",
        ["--run"] = "-- program its arguments",
        ["--verbose"] = "-v",
        ["--log-format"] = "json",
        ["--verdict"] = "verdict.json",
        ["--digest"] = "sha256",
        ["--progress"] = "always",
        ["--tee"] = "seen.bin",
        ["--pcap"] = "packets.pcapng",
        ["--as"] = "server",
        ["--mask"] = @"\d\d:\d\d=TIME --mask id=[0-9]+=ID",
        ["--record"] = "run.session",
        ["--record-chunks"] = "--record run.session",
        ["--record-timing"] = "--record run.session",
    };

    /// <summary>What is said by these is the usual anyway.</summary>
    private static readonly string[] SayTheUsual = ["--blocking", "--keep-open"];

    /// <summary>A step of a session has its own limit, and that is some time.</summary>
    private static readonly string[] SayNothingOfSteps = ["--idle-timeout", "--non-blocking", "--read-timeout"];

    /// <summary>What a replay is told as a server only.</summary>
    private static readonly string[] AboutServers =
        [.. new OptionGroup[] { new ServingGroup(), new AccessGroup(), new FaultGroup() }.SelectMany(group => group.Options).Select(option => option.Option.Name), "--backlog", "--unix-mode", "--accept-timeout"];

    [Theory]
    [InlineData("connect", "connect localhost:1")]
    [InlineData("listen", "listen 127.0.0.1:1")]
    [InlineData("echo-server", "echo-server 1")]
    [InlineData("relay", "relay 1 localhost:1")]
    [InlineData("probe", "probe localhost:1")]
    [InlineData("replay", "replay played.session localhost:1")]
    public async Task Every_option_changes_its_setting(string command, string usual)
    {
        var text = new StringBuilder();
        foreach (var option in CommandCatalog.All().Single(one => one.Name == command).Groups.SelectMany(group => group.Options))
        {
            var line = $"{option.Option.Name} {Rest.GetValueOrDefault(option.Option.Name)}".TrimEnd();
            var plain = PlainFor(option.Option.Name, usual) + (command == "replay" && AboutServers.Contains(option.Option.Name, StringComparer.Ordinal) ? " --as server" : "");
            if (IsForTheOtherSide(command, option.Option.Name))
            {
                Assert.Throws<UsageException>(() => CommandLines.Bind($"{plain} {line}"));
                continue;
            }

            if ((command == "probe" && option.Option.Name == "--ws-text") || (command == "replay" && SayNothingOfSteps.Contains(option.Option.Name, StringComparer.Ordinal)))
            {
                Assert.Throws<UsageException>(() => CommandLines.Bind($"{plain} {line}"));
                continue;
            }

            var changes = Flattened.Changes(CommandLines.Bind(option.Option.Name == "--frame" ? usual : plain), CommandLines.Bind($"{plain} {line}"));
            Assert.True(changes.Count > 0 || SayTheUsual.Contains(option.Option.Name, StringComparer.Ordinal), $"{line} changes nothing");
            text.Append(line).Append('\n').AppendJoin("", changes.Select(change => $"    {change}\n"));
        }

        await Verifier.Verify(text.ToString(), SettingsFor(command));
    }

    [Theory]
    [InlineData("connect", "connect localhost:1")]
    [InlineData("listen", "listen 127.0.0.1:1")]
    [InlineData("echo-server", "echo-server 1")]
    [InlineData("relay", "relay 1 localhost:1")]
    [InlineData("probe", "probe localhost:1")]
    [InlineData("replay", "replay played.session localhost:1")]
    public async Task Without_options_the_usual_is_in_force(string command, string line) => await Verifier.Verify(
        string.Concat(Flattened.Of(CommandLines.Bind(line)).Select(one => $"{one.Key}: {one.Value}\n")), SettingsFor(command));

    /// <summary>What a server is told by mistake for what it could be told.</summary>
    private static bool IsForTheOtherSide(string command, string option) =>
        option is "--tls-ca" or "--tls-server-name" or "--tls-insecure" ? command is not ("connect" or "probe" or "replay") : option is "--tls-client-ca" && command is ("connect" or "probe" or "replay");

    /// <summary>The usual command line with an address that the option is about.</summary>
    private static string PlainFor(string option, string usual)
    {
        var words = usual.Split(' ');
        var address = words[0] == "replay" ? 2 : 1;
        words[address] = option switch
        {
            _ when option.StartsWith("--ws-", StringComparison.Ordinal) => "ws://localhost:1",
            _ when option.StartsWith("--tls-", StringComparison.Ordinal) => "tls://localhost:1",
            "--frame" => "udp://localhost:1",
            _ => words[address],
        };
        return string.Join(' ', words);
    }

    private static VerifySettings SettingsFor(string command)
    {
        var settings = new VerifySettings();
        settings.UseTextForParameters(command);
        return settings;
    }
}
