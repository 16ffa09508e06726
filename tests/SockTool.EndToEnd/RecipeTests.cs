namespace SockTool.EndToEnd;

/// <summary>
/// Every recipe of the README, typed as it stands there, in a network and a home of its own (network_namespaces(7)): the ports and
/// hosts that it names are free to be used. What stands around a recipe is a script in recipes/, whose first line is the recipe's.
/// </summary>
public sealed class RecipeTests : IDisposable
{
    // CI runs it by itself.
    private const string Installing = "./install.sh";

    private static readonly Dictionary<string, string> Scripts = Directory.GetFiles(InRecipes(""), "*.recipe")
        .ToDictionary(file => File.ReadLines(file).First()[2..], Path.GetFileNameWithoutExtension)!;

    private readonly Folder home = new();

    public static TheoryData<string> Names => [.. Scripts.Values.Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_recipe_has_a_script_and_every_script_its_recipe() =>
        Assert.Equal(Blocks().Select(FirstLine).Where(line => line != Installing).Order(StringComparer.Ordinal), Scripts.Keys.Order(StringComparer.Ordinal));

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task Is_right(string name)
    {
        Tools.Require("unshare", "ip", "ss", "openssl", "redis-server", "tshark", "curl", "ncat", "nc");
        Skip.IfNot(Environment.IsPrivilegedProcess, "a network namespace needs root");
        Directory.CreateDirectory(home["bin"]);
        File.CreateSymbolicLink(home["bin/sock"], Sock.Binary);
        var block = Blocks().Single(block => Scripts.GetValueOrDefault(FirstLine(block)) == name);
        var run = await Shell.RunAsync(
            """cd "$HOME" && PATH=$HOME/bin:$PATH exec timeout 60 unshare --net --mount bash -c '. "$1"; . "$2"' recipe "$PRELUDE" "$RECIPE" """,
            ("HOME", home.Root), ("LINES_OF_BLOCK", block), ("PRELUDE", InRecipes("prelude.sh")), ("RECIPE", InRecipes($"{name}.recipe")));
        Assert.True(run.ExitCode == 0, $"{run.ExitCode}: {run.Output}{run.Error}");
    }

    public void Dispose() => home.Dispose();

    private static string InRecipes(string file) => Path.Combine(AppContext.BaseDirectory, "recipes", file);

    private static string FirstLine(string block) => block.Split('\n')[0];

    private static IEnumerable<string> Blocks() =>
        File.ReadAllText(InRecipes("README.md")).Split("```sh\n").Skip(1).Select(block => block[..block.IndexOf("\n```", StringComparison.Ordinal)]);
}
