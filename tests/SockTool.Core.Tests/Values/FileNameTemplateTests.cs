using SockTool.Core.Endpoints;
using SockTool.Core.Values;

namespace SockTool.Core.Tests.Values;

public sealed class FileNameTemplateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 14, 55, 1, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("{n}", "7")]
    [InlineData("log-{n}.txt", "log-7.txt")]
    [InlineData("{time}", "20261125T065501Z")]
    [InlineData("a/{peer}/{n}{n}", "a/127.0.0.1_40000/77")]
    [InlineData("{{n}}-{n}", "{n}-7")]
    [InlineData("{{{n}}}", "{7}")]
    [InlineData("plain", "plain")]
    public void Fields_are_filled_and_double_braces_are_braces(string text, string expected) =>
        Assert.Equal(expected, Parsed(text).Fill(7, "127.0.0.1:40000", Noon));

    [Theory]
    [InlineData("{x}", "{x}")]
    [InlineData("a{N}", "{N}")]
    [InlineData("{n", "{n")]
    [InlineData("{n}}", "}")]
    [InlineData("{}", "{}")]
    [InlineData("a{", "{")]
    [InlineData("a}b", "}b")]
    [InlineData("{n }", "{n }")]
    public void A_brace_that_begins_no_field_is_named(string text, string part)
    {
        Assert.False(FileNameTemplate.TryParse(text, out _, out var problem));
        Assert.Equal(new ParseProblem(ParseProblemKind.FileNameField, part), problem);
    }

    [Theory]
    [InlineData("[::1]:40000", "__1_40000")]
    [InlineData("[fe80::1%eth0]:9", "fe80__1%eth0_9")]
    [InlineData("unix:/tmp/client", "unix__tmp_client")]
    [InlineData("../../etc/passwd", "_._.._etc_passwd")]
    [InlineData("..", "_.")]
    [InlineData(".hidden", "_hidden")]
    [InlineData("-rf", "_rf")]
    [InlineData("a\0b\nc d*", "a_b_c_d_")]
    [InlineData("[].x", "_x")]
    [InlineData("", "_")]
    public void A_peer_chooses_no_folder_no_hidden_file_and_no_option(string peer, string expected) =>
        Assert.Equal(expected, Parsed("{peer}").Fill(1, peer, Noon));

    [Fact]
    public void A_long_address_is_cut() => Assert.Equal(128, Parsed("{peer}").Fill(1, new string('a', 5000), Noon).Length);

    [Theory]
    [InlineData("plain{{n}}", false, false)]
    [InlineData("{n}", true, true)]
    [InlineData("{time}{n}", true, true)]
    [InlineData("{time}", true, false)]
    [InlineData("{peer}", true, false)]
    [InlineData("{peer}{n}", true, false)]
    public void It_knows_what_it_can_tell_apart(string text, bool tellsApart, bool isUnique)
    {
        var template = Parsed(text);
        Assert.Equal((tellsApart, isUnique), (template.TellsApart, template.IsUnique));
    }

    [Theory]
    [InlineData("{n}", null)]
    [InlineData("{n}/x", null)]
    [InlineData("/{n}", null)]
    [InlineData("a/{n}", "a")]
    [InlineData("/a/b{n}/{peer}", "/a")]
    public void The_folder_of_all_files_is_known_before(string text, string? folder) => Assert.Equal(folder, Parsed(text).Folder);

    private static FileNameTemplate Parsed(string text)
    {
        Assert.True(FileNameTemplate.TryParse(text, out var template, out _));
        return template;
    }
}
