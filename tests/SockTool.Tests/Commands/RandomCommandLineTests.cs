using SockTool.Catalogs;
using SockTool.Commands;

namespace SockTool.Tests.Commands;

/// <summary>Command lines that nobody would type, only read: a run, help, or a usage error that says something; never anything else.</summary>
public sealed class RandomCommandLineTests
{
    private const int Lines = 1000;

    private static readonly string[] Pieces =
    [
        "", " ", "-", "--", "---", "-v", "-vvkq", "-x", "=", "a=b", "0", "-1", "1e9", "99999999999999999999", "0x", "none", "\u2603", "\ud800", "\0", "%n%s", "\u001b[2J",
        "127.0.0.1:1", "[::1]:1", "[::1", "unix:", "unix:@", "tcp://", "ws://h:1/#", "tls://0?x", "fd:3", "fd:-1", "exec:", "exec:cat", "::", "*:0", "h 1", "localhost", "65536", "http",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Any_words_are_a_run_or_help_or_a_usage_error(int seed)
    {
        var dice = new Random(seed);
        var commands = CommandCatalog.All();
        var options = OptionsOf(commands);
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Lines; i++)
        {
            kinds.Add(KindOf(commands, RandomLine(dice, options)));
        }

        Assert.Equal(["Help", "Run", "usage"], kinds.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    private static string[] RandomLine(Random dice, string[][] options)
    {
        var command = dice.Next(options.Length);
        return [options[command][0], .. Enumerable.Range(0, dice.Next(8)).SelectMany(_ => Words())];

        string[] Words() => dice.Next(5) switch
        {
            0 => [One(options[command])],
            1 => [One(options[command]), One(Pieces)],
            2 => [$"{One(options[command])}={One(Pieces)}"],
            3 => ["127.0.0.1:1"],
            _ => [One(Pieces) + One(Pieces)],
        };

        string One(string[] words) => words[dice.Next(words.Length)];
    }

    /// <summary>For each command its name, and then the options it has.</summary>
    private static string[][] OptionsOf(IReadOnlyList<SockCommand> commands) =>
        [.. commands.Select(command => (string[])[command.Name, .. command.Options.Select(option => option.Name)])];

    private static string KindOf(IReadOnlyList<SockCommand> commands, string[] line)
    {
        try
        {
            return new CommandLine(commands, CommandLines.English).Read(line).GetType().Name;
        }
        catch (UsageException mistake)
        {
            Assert.False(string.IsNullOrWhiteSpace(mistake.Message), string.Join(' ', line));
            return "usage";
        }
        catch (Exception bug) when (bug is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{string.Join(" | ", line)}: {bug}");
            throw;
        }
    }
}
