using System.Text.RegularExpressions;

namespace SockTool.EndToEnd;

/// <summary>Command lines that nobody would type: every end has a documented code and no stack trace.</summary>
public sealed partial class RandomCommandLineTests : IDisposable
{
    private static readonly int[] Documented = [0, 1, 2, 10, 11, 12, 13, 14, 15, 20, 21, 22, 23, 24, 30, 31, 32, 40, 41, 50, 60, 61];
    private static readonly string[] Commands = ["connect", "listen", "echo-server", "relay", "probe"];
    private static readonly string[] Addresses = ["127.0.0.1:1", "[::1]:1", "127.0.0.1:0", "0", "unix:", "unix:/", "unix:@", "[::1", "%s%n", "127.0.0.1:x", "tcp://", "::", "-", "udp://127.0.0.1:0", "tls://0?x", "ws://127.0.0.1:1/#"];
    private static readonly string[] Garbage = ["", " ", "x", "-1", "0", "1", "99999999999999999999", "1e9", "☃", "\ud800", "=", "a=b", "--", "%n%s", "\u001b[2J", "0x", "none", "1.5", "/", "--help="];

    // The program that compiles as it goes takes a quarter of a second a line, the native one a hundredth.
    private static readonly int Share = Sock.IsNative ? 1 : 6;

    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_option_with_a_missing_and_a_garbage_value()
    {
        var lines = new List<string[]>();
        foreach (var command in Commands)
        {
            foreach (var option in await OptionsOfAsync(command))
            {
                lines.Add([command, .. Ends(command), "-n", "--deadline", "50ms", option]);
                lines.Add([command, .. Ends(command), "-n", "--deadline", "50ms", $"{option}=\u2603/garbage"]);
            }
        }

        var dice = new Random(20261125);
        await ExpectDocumentedEndsAsync(lines.Where(_ => dice.Next(Share) == 0));
    }

    [Fact]
    public async Task Hundreds_at_random()
    {
        var dice = new Random(20261122);
        var lines = new List<string[]>();
        var options = await Task.WhenAll(Commands.Select(OptionsOfAsync));
        for (var i = 0; i < (Bytes.Long ? 3000 : 300 / Share); i++)
        {
            var command = dice.Next(Commands.Length);
            lines.Add([Commands[command], .. Ends(Commands[command]).Select(_ => Of(Addresses)), "-n", "--deadline", "50ms", .. Enumerable.Range(0, dice.Next(1, 5)).SelectMany(_ => Option(options[command]))]);
        }

        await ExpectDocumentedEndsAsync(lines);

        string Of(string[] words) => words[dice.Next(words.Length)];

        string[] Option(string[] names) => dice.Next(3) switch
        {
            0 => [Of(names)],
            1 => [Of(names), Of(Garbage)],
            _ => [$"{Of(names)}={Of(Garbage)}"],
        };
    }

    private static string[] Ends(string command) => command == "relay" ? ["127.0.0.1:0", "127.0.0.1:1"] : ["127.0.0.1:0"];

    private async Task ExpectDocumentedEndsAsync(IEnumerable<string[]> lines) => await Parallel.ForEachAsync(
        lines,
        new ParallelOptions { MaxDegreeOfParallelism = 3 },
        async (line, _) =>
        {
            await using var process = Tools.Start("bash", ["-c", "cd \"$0\" && exec \"$SOCK\" \"$@\"", folder.Root, .. line]);
            process.CloseInput();
            var run = await process.ExitAsync(TimeSpan.FromSeconds(10));
            Assert.True(Documented.Contains(run.ExitCode) && run.Failures.Count == Told(run, line) && !run.Error.Contains("   at ", StringComparison.Ordinal),
                $"sock {string.Join(" | ", line)}: exit {run.ExitCode}; stderr: {run.Error}");
        });

    // A verdict that cannot be written is told beside the failure that the exit code is about.
    private static int Told(Run run, string[] line) =>
        run.ExitCode == 0 ? 0 : run.ExitCode != 2 && run.Failures.Count == 2 && line.Any(word => word.StartsWith("--verdict", StringComparison.Ordinal)) ? 2 : 1;

    private static async Task<string[]> OptionsOfAsync(string command) =>
        [.. Name().Matches((await Sock.RunAsync($"{command} --help-all")).Exits(0).Output).Select(match => match.Value).Distinct(StringComparer.Ordinal)];

    // --ready-fd would write into whatever descriptor a number names.
    [GeneratedRegex(@"(?<=^ +(-\w, )?)--(?!ready-fd|run|deadline)[a-z0-9-]+", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
