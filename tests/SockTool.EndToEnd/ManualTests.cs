namespace SockTool.EndToEnd;

/// <summary>The manual as the programs that show it see it.</summary>
public sealed class ManualTests : IDisposable
{
    // A sentence without spaces is one line of the source, and mandoc counts the bytes.
    private const string LongLine = "STYLE: input text line longer than 80 bytes";

    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableTheory]
    [InlineData("en", "the peer closed before taking all our data")]
    [InlineData("zh-CN", "对端在接收完我们的全部数据之前关闭")]
    public async Task Groff_warns_of_nothing_and_shows_what_can_be_copied(string language, string meaning)
    {
        Tools.Require("man");
        await using var man = Tools.Start("man", "--warnings=w", "-P", "cat", "-l", await PrintAsync(language));
        var shown = (await man.ExitAsync()).Exits(0);
        Assert.Empty(shown.Error);
        Assert.Contains(meaning, shown.Output, StringComparison.Ordinal);
        Assert.Contains("sock connect 127.0.0.1 50000 --interactive", shown.Output, StringComparison.Ordinal);
        Assert.Contains(@"printf 'PING\r\n' | sock connect localhost:6379", shown.Output, StringComparison.Ordinal);
        Assert.Contains("-b, --buffer-size SIZE", shown.Output, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("en", "")]
    [InlineData("zh-CN", LongLine)]
    public async Task Mandoc_finds_nothing_to_mend(string language, string unavoidable)
    {
        Tools.Require("mandoc");
        await using var lint = Tools.Start("mandoc", "-T", "lint", await PrintAsync(language));
        var run = (await lint.ExitAsync()).Exits(unavoidable.Length == 0 ? 0 : 1); // mandoc(1): 1 is style at most
        Assert.Empty(run.Error);
        Assert.DoesNotContain(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => unavoidable.Length == 0 || !line.Contains(unavoidable, StringComparison.Ordinal));
    }

    private async Task<string> PrintAsync(string language) =>
        await folder.WriteAsync("sock.1", (await Shell.RunAsync("exec \"$SOCK\" connect --help-man", ("SOCK_LANG", language))).Exits(0).Bytes);
}
