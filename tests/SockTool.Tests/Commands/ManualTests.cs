using System.Globalization;
using SockTool.Catalogs;
using SockTool.Commands;
using SockTool.Core.Connections;
using SockTool.Manual;

namespace SockTool.Tests.Commands;

public sealed class ManualTests
{
    // HUP, INT, QUIT, TERM.
    private static readonly int[] Signals = [1, 2, 3, 15];

    private static readonly string Page = new ManualRenderer(CommandCatalog.All(), CommandLines.English).Render();

    [Fact]
    public void The_pages_that_come_with_the_sources_are_those_that_the_tool_prints() // else: scripts/update-snapshots.sh
    {
        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "man", "sock.1")), Page, StringComparer.Ordinal);
        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "man", "zh_CN", "sock.1")), new ManualRenderer(CommandCatalog.All(), new ChineseMessages()).Render(), StringComparer.Ordinal);
    }

    [Fact]
    public void It_has_every_command_once_and_every_option_once_in_its_group()
    {
        Assert.All(CommandCatalog.All(), command => Assert.Single(Entries(".SS"), line => line.StartsWith($".SS \"{ManualPage.Escaped($"sock {command.Name} ")}", StringComparison.Ordinal)));
        var options = CommandCatalog.All().SelectMany(command => command.Groups).SelectMany(group => group.Options.Select(option => (group.Name, Option: option.Option.Name))).Distinct().Select(one => one.Option)
            .Concat(CommandLine.GeneralOptions.Select(option => option.Name)).CountBy(option => option, StringComparer.Ordinal);
        var terms = Page.Split('\n').Where(line => line.StartsWith(@"\fB\-", StringComparison.Ordinal)).Select(line => line.Split(@"\fB")[1].Split(@"\fR")[0]).ToList();
        Assert.All(options, option => Assert.Equal(option.Value, terms.Count(term => term.Split(", ").Any(word => word.Split(' ', '[')[0] == ManualPage.Escaped(option.Key)))));
    }

    [Theory]
    [InlineData("--a-b", @"\-\-a\-b")]
    [InlineData(".profile", @"\&.profile")]
    [InlineData("'it'", @"\(aqit\(aq")]
    [InlineData(@"\n \xHH", @"\en \exHH")]
    [InlineData("\"a\" `b` ^ ~", @"\(dqa\(dq \(gab\(ga \(ha \(ti")]
    [InlineData("", @"\&")]
    public void What_roff_would_take_for_its_own_is_escaped(string text, string escaped) => Assert.Equal(escaped, ManualPage.Escaped(text));

    [Fact]
    public void Every_code_that_a_run_can_end_with_is_in_the_table_and_has_a_sentence()
    {
        var listed = ExitCodes.Table.SelectMany(row => row.Code.Split(", ")).ToList();
        var codes = Enum.GetValues<FailureKind>().Except([FailureKind.ChildFailed, FailureKind.Signalled]).Select(kind => ExitCodes.Of(new Failure(kind, Operation.Run)))
            .Concat([ExitCodes.Done, ExitCodes.Usage, ExitCodes.InternalError, .. Signals.Select(ExitCodes.OfSignal)]);
        Assert.Equal(codes.Distinct().Select(code => code.ToString(CultureInfo.InvariantCulture)).ToHashSet(StringComparer.Ordinal), listed.ToHashSet(StringComparer.Ordinal));
        Assert.All(ExitCodes.Table, row => Assert.NotEmpty(CommandLines.English.ExitMeaning(row.Cause)));
    }

    private static IEnumerable<string> Entries(string macro) => Page.Split('\n').Where(line => line.StartsWith($"{macro} ", StringComparison.Ordinal));
}
