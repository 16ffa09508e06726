using SockTool.Catalogs;
using SockTool.Commands;
using SockTool.Layout;
using SockTool.Options;
using VerifyTests;
using VerifyXunit;

namespace SockTool.Tests.Commands;

public sealed class HelpTests
{
    private const int Widest = 80;
    private const int Longest = 40;

    private static readonly ChineseMessages Chinese = new();

    public static TheoryData<string> Commands => [.. CommandCatalog.All().Select(command => command.Name)];

    [Fact]
    public Task All_commands() => Verifier.Verify(Render(null, Prominence.Common));

    [Fact]
    public Task All_commands_with_addresses_and_exit_codes() => Verifier.Verify(Render(null, Prominence.Full));

    [Theory]
    [MemberData(nameof(Commands))]
    public Task Common_options(string command) => Verifier.Verify(Render(command, Prominence.Common), For(command));

    [Theory]
    [MemberData(nameof(Commands))]
    public Task All_options(string command) => Verifier.Verify(Render(command, Prominence.Full), For(command));

    [Fact]
    public Task All_commands_in_Chinese() => Verifier.Verify(Render(null, Prominence.Full, Chinese));

    [Theory]
    [MemberData(nameof(Commands))]
    public Task Common_options_in_Chinese(string command) => Verifier.Verify(Render(command, Prominence.Common, Chinese), For(command));

    [Theory]
    [MemberData(nameof(Commands))]
    public Task All_options_in_Chinese(string command) => Verifier.Verify(Render(command, Prominence.Full, Chinese), For(command));

    [Fact]
    public void The_overview_fits_a_terminal()
    {
        AssertFits(Render(null, Prominence.Common), Longest);
        AssertFits(Render(null, Prominence.Common, Chinese), Longest);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void The_common_options_fit_a_terminal(string command)
    {
        AssertFits(Render(command, Prominence.Common), Longest);
        AssertFits(Render(command, Prominence.Common, Chinese), Longest);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void No_line_of_all_options_is_wider_than_a_terminal(string command)
    {
        AssertFits(Render(command, Prominence.Full), int.MaxValue);
        AssertFits(Render(command, Prominence.Full, Chinese), int.MaxValue);
    }

    [Fact]
    public void Examples_are_the_same_command_lines_in_both_languages() => Assert.All(
        CommandCatalog.All().Select(command => command.Name).Append(""),
        command => Assert.Equal(CommandLines.English.Examples(command).Select(example => example.Line), Chinese.Examples(command).Select(example => example.Line), StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Commands))]
    public void The_common_options_begin_with_two_examples(string command) =>
        Assert.Equal(2, Render(command, Prominence.Common).Split("\n\n")[1].Split('\n').Count(line => line.StartsWith("  ", StringComparison.Ordinal) && !line.StartsWith("      ", StringComparison.Ordinal)));

    [Fact]
    public void Every_option_has_a_sentence_and_every_group_a_title()
    {
        foreach (var group in CommandCatalog.All().SelectMany(command => command.Groups))
        {
            Assert.NotEmpty(CommandLines.English.GroupTitle(group.Name));
            Assert.All(group.Options, option => Assert.NotEmpty(CommandLines.English.OptionHelp(option.Option.Name)));
        }
    }

    [Fact]
    public void Help_tells_of_help_itself()
    {
        var all = Render("connect", Prominence.Full);
        Assert.Contains("--help", all, StringComparison.Ordinal);
        Assert.Contains("--version", all, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_example_is_a_command_line_that_works(string command)
    {
        foreach (var (line, _) in CommandLines.English.Examples(command))
        {
            var words = line[(line.IndexOf("sock ", StringComparison.Ordinal) + "sock ".Length)..].Split('<', '>')[0].Trim();
            CommandLines.Bind(words.Replace("'got {bytes}: {message}'", "got", StringComparison.Ordinal));
        }
    }

    private static string Render(string? command, Prominence detail, Messages? language = null)
    {
        var commands = CommandCatalog.All();
        return new HelpRenderer(commands, language ?? CommandLines.English).Render(commands.SingleOrDefault(one => one.Name == command), detail);
    }

    private static void AssertFits(string help, int longest)
    {
        var lines = help.TrimEnd('\n').Split('\n');
        Assert.True(lines.Length <= longest, $"{lines.Length} lines");
        Assert.Empty(string.Join('\n', lines.Where(line => DisplayWidth.Of(line) > Widest)));
    }

    private static VerifySettings For(string command)
    {
        var settings = new VerifySettings();
        settings.UseTextForParameters(command);
        return settings;
    }
}
