using SockTool.Catalogs;
using SockTool.Commands;
using SockTool.Completions;

namespace SockTool.Tests.Commands;

public sealed class CompletionTests
{
    private static readonly CompletionModel Model = CompletionModels.Of(CommandCatalog.All(), CommandLines.English);

    [Theory]
    [InlineData("bash", "sock.bash")]
    [InlineData("zsh", "_sock")]
    [InlineData("fish", "sock.fish")]
    [InlineData("pwsh", "sock.ps1")]
    public void The_scripts_that_come_with_the_sources_are_those_that_the_tool_prints(string shell, string file) =>
        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "completions", file)), Shells.Script(shell, Model), StringComparer.Ordinal); // else: scripts/update-snapshots.sh

    // PowerShell 5.1 takes a file for one of the system's code page, where bytes of UTF-8 can be quotes.
    [Fact]
    public void What_PowerShell_reads_is_ASCII()
    {
        Assert.True(System.Text.Ascii.IsValid(Shells.Script("pwsh", Model)));
        Assert.True(System.Text.Ascii.IsValid(File.ReadAllText(Path.Combine(Repository.Root, "install.ps1"))));
    }

    [Fact]
    public void A_name_means_the_same_in_every_command()
    {
        var options = Model.Commands.SelectMany(command => command.Options);
        Assert.All(options.GroupBy(option => option.Name, StringComparer.Ordinal), same =>
            Assert.Single(same.Select(option => (option.Short, option.Help, option.Use, option.Value.Source, string.Join(' ', option.Value.Words))).Distinct()));
    }

    [Theory]
    [InlineData("--log-format", "text json")]
    [InlineData("--tls-min", "1.2 1.3")]
    [InlineData("--retry", "forever")]
    [InlineData("--digest", "sha256")]
    [InlineData("--timeout", "")]
    public void What_the_help_names_in_lower_case_is_offered(string option, string words) =>
        Assert.Equal(words, string.Join(' ', Model.Options.Single(one => one.Name == option).Value.Words));

    [Fact]
    public void Every_word_that_is_offered_for_a_fault_or_a_socket_option_is_one()
    {
        Assert.Contains("SO_RCVBUF=", Model.Options.Single(one => one.Name == "--option").Value.Words, StringComparer.Ordinal);
        Assert.Contains("SO_TYPE", Model.Options.Single(one => one.Name == "--show-options").Value.Words, StringComparer.Ordinal);
        Assert.DoesNotContain("SO_TYPE=", Model.Options.Single(one => one.Name == "--option").Value.Words, StringComparer.Ordinal); // nobody can set it
        Assert.All(Model.Options.Single(one => one.Name == "--fault").Value.Words, word =>
            CommandLines.Bind($"listen 1 --fault {word}{(word switch { "corrupt=" => "1%", "latency=" => "1s", _ when word.EndsWith('=') => "1", _ => "" })}"));
    }
}
