namespace SockTool.EndToEnd;

/// <summary>The manual as the programs that show it see it.</summary>
public sealed class ManualTests : IDisposable
{
    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public async Task Groff_warns_of_nothing_and_shows_what_can_be_copied()
    {
        Tools.Require("man");
        await using var man = Tools.Start("man", "--warnings=w", "-P", "cat", "-l", await PrintAsync());
        var shown = (await man.ExitAsync()).Exits(0);
        Assert.Empty(shown.Error);
        Assert.Contains("sock connect 127.0.0.1 50000 --interactive", shown.Output, StringComparison.Ordinal);
        Assert.Contains(@"printf 'PING\r\n' | sock connect localhost:6379", shown.Output, StringComparison.Ordinal);
        Assert.Contains("-b, --buffer-size SIZE", shown.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Mandoc_finds_nothing_to_mend()
    {
        Tools.Require("mandoc");
        await using var lint = Tools.Start("mandoc", "-T", "lint", await PrintAsync());
        var run = (await lint.ExitAsync()).Exits(0);
        Assert.Equal("", run.Output + run.Error);
    }

    private async Task<string> PrintAsync() => await folder.WriteAsync("sock.1", (await Sock.RunAsync("connect --help-man")).Exits(0).Bytes);
}
