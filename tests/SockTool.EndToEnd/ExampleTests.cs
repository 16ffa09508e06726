using System.Text.RegularExpressions;

namespace SockTool.EndToEnd;

/// <summary>The examples of the help, which the manual has too, do what stands beside them.</summary>
public sealed partial class ExampleTests
{
    private static readonly IReadOnlyList<string> Scripts =
        [.. Directory.GetFiles(Recipes.InRecipes("help"), "*.recipe").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Names => [.. Scripts];

    [Fact]
    public async Task Every_command_has_a_script_and_every_script_its_command()
    {
        var commands = Command().Matches((await Sock.RunAsync("--help")).Exits(0).Output).Select(command => command.Value).Distinct();
        Assert.Equal(commands.Append("sock").Order(StringComparer.Ordinal), Scripts);
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task Is_right(string name)
    {
        var help = await Sock.RunAsync(name == "sock" ? "--help" : $"{name} --help");
        var examples = help.Exits(0).Output.Split("\nexamples:\n")[1].Split("\n\n")[0].Split('\n').Where(line => !line.StartsWith("    ", StringComparison.Ordinal));
        await Recipes.RunAsync(Recipes.InRecipes("help", $"{name}.recipe"), string.Join('\n', examples.Select(line => line.Trim())));
    }

    [GeneratedRegex("(?<=^  sock )[a-z-]+", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Command();
}
