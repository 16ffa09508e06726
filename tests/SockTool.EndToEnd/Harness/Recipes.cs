using System.Text.RegularExpressions;

namespace SockTool.EndToEnd.Harness;

/// <summary>
/// What is told to be typed, typed as it stands there, in a network and a home of its own (network_namespaces(7)): the ports and hosts
/// that it names are free to be used. What stands around a block is a script in recipes/<paramref name="folder"/>, whose first line is the block's.
/// </summary>
internal sealed partial class Recipes(string folder, Func<IEnumerable<string>> blocks)
{
    private readonly Dictionary<string, string> scripts = Directory.GetFiles(InRecipes(folder), "*.recipe")
        .ToDictionary(file => File.ReadLines(file).First()[2..], Path.GetFileNameWithoutExtension)!;

    public TheoryData<string> Names => [.. scripts.Values.Order(StringComparer.Ordinal)];

    public static string InRecipes(params string[] file) => Path.Combine([AppContext.BaseDirectory, "recipes", .. file]);

    /// <summary>The blocks of a page that are to be typed.</summary>
    public static IEnumerable<string> BlocksOf(string page) => Block().Matches(File.ReadAllText(page)).Select(block => block.Value);

    /// <summary>Every block has a script and every script its block.</summary>
    public void AreComplete() =>
        Assert.Equal(blocks().Select(FirstLine).Order(StringComparer.Ordinal), scripts.Keys.Order(StringComparer.Ordinal));

    public Task IsRightAsync(string name) =>
        RunAsync(InRecipes(folder, $"{name}.recipe"), blocks().Single(block => scripts.GetValueOrDefault(FirstLine(block)) == name));

    /// <summary>Types the block as its script wants it, which fails where something else happens than it says.</summary>
    public static async Task RunAsync(string script, string block)
    {
        Tools.Require(["unshare", "ip", "ss", "openssl", "redis-server", "tshark", "curl", "ncat", "nc", .. NeededBy(script)]);
        Skip.IfNot(Environment.IsPrivilegedProcess, "a network namespace needs root");
        using var home = new Folder();
        Directory.CreateDirectory(home["bin"]);
        File.CreateSymbolicLink(home["bin/sock"], Sock.Binary);
        await using var running = Shell.Start(
            """cd "$HOME" && PATH=$HOME/bin:$PATH exec timeout --kill-after=5 110 unshare --net --mount bash -c '. "$1"; . "$2"' recipe "$PRELUDE" "$RECIPE" """,
            ("HOME", home.Root), ("LINES_OF_BLOCK", block), ("PRELUDE", InRecipes("prelude.sh")), ("RECIPE", script), ("PAGES", InRecipes("docs")));
        running.CloseInput();
        var run = await running.ExitAsync(TimeSpan.FromMinutes(2)); // a dozen programs and more, on a busy machine
        Assert.True(run.ExitCode == 0, $"{run.ExitCode}: {run.Output}{run.Error}");
    }

    // What few recipes need is named by their second line.
    private static IEnumerable<string> NeededBy(string script) =>
        File.ReadLines(script).Where(line => line.StartsWith("# needs ", StringComparison.Ordinal)).SelectMany(line => line.Split(' ').Skip(2));

    private static string FirstLine(string block) => block.Split('\n')[0];

    [GeneratedRegex(@"(?<=^```(sh|python)\n).*?(?=\n```$)", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();
}
