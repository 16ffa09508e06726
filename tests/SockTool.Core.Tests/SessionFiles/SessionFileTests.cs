using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SockTool.Core.Connections;
using SockTool.Core.SessionFiles;

namespace SockTool.Core.Tests.SessionFiles;

public sealed class SessionFileTests
{
    [Fact]
    public void Each_line_is_a_step_of_its_session()
    {
        var file = Parse("""
            # said by hand

            > "hello\n"
            < hex 00 ff10
            < / 200 OK\r\nDate: .*\n/
            < any
            @ 0.120
            within 2s
            [4] > "x"
            [4] >!
            >|
            <|
            """);
        Assert.Equal([1, 4], file.Sessions);
        Assert.Equal(
            ["Said Client 68656C6C6F0A", "Said Server 00FF10", @"Pattern Server  200 OK\r\nDate: .*\n", "Any Server", "Pause 00:00:00.1200000", "Within 00:00:02", "End Client", "End Server"],
            file.StepsOf(1).Select(Word),
            StringComparer.Ordinal);
        Assert.Equal(["Said Client 78", "Reset Client"], file.StepsOf(4).Select(Word), StringComparer.Ordinal);
        Assert.Equal([4, 5, 6, 7, 8, 9, 12, 13], file.StepsOf(1).Select(step => step.Line));
    }

    [Theory]
    [InlineData("< hello", SessionProblem.LineUnknown, "< hello")]
    [InlineData("<\"hello\"", SessionProblem.LineUnknown, "<\"hello\"")]
    [InlineData("<  \"hello\"", SessionProblem.LineUnknown, "<  \"hello\"")]
    [InlineData(" > \"hello\"", SessionProblem.LineUnknown, " > \"hello\"")]
    [InlineData("hello", SessionProblem.LineUnknown, "hello")]
    [InlineData("< any thing", SessionProblem.LineUnknown, "< any thing")]
    [InlineData("< |", SessionProblem.LineUnknown, "< |")]
    [InlineData(">| # over", SessionProblem.LineUnknown, ">| # over")]
    [InlineData("[0] > \"x\"", SessionProblem.LineUnknown, "[0] > \"x\"")]
    [InlineData("[+1] > \"x\"", SessionProblem.LineUnknown, "[+1] > \"x\"")]
    [InlineData("[99999999999] > \"x\"", SessionProblem.LineUnknown, "[99999999999] > \"x\"")]
    [InlineData("[1]> \"x\"", SessionProblem.LineUnknown, "[1]> \"x\"")]
    [InlineData("[1] ", SessionProblem.LineUnknown, "")]
    [InlineData("@ none", SessionProblem.LineUnknown, "@ none")]
    [InlineData("within 0", SessionProblem.LineUnknown, "within 0")]
    [InlineData("> \"hello", SessionProblem.NotQuoted, "\"hello")]
    [InlineData("> \"a\"b\"", SessionProblem.NotQuoted, "\"a\"b\"")]
    [InlineData("> \"a\" b", SessionProblem.NotQuoted, "\"a\" b")]
    [InlineData("> \"a\\\"", SessionProblem.NotQuoted, "\"a\\\"")]
    [InlineData("> \"", SessionProblem.NotQuoted, "\"")]
    [InlineData("< /(/", SessionProblem.PatternMalformed, "(")]
    [InlineData("< /a)(b/", SessionProblem.PatternMalformed, "a)(b")]
    [InlineData("< /a", SessionProblem.LineUnknown, "< /a")]
    [InlineData("\uFEFF> \"x\"", SessionProblem.LineUnknown, "\uFEFF> \"x\"")]
    public void Whatever_is_not_exactly_a_line_is_told_with_its_number(string line, SessionProblem problem, string found)
    {
        var failure = Refused($"{SessionText.FirstLine}\n> \"fine\"\n{line}\n");
        Assert.Equal((FailureKind.SessionMalformed, "s.session", 3, problem, found), (failure.Kind, failure.Subject, failure.Number, failure.Session, failure.Found));
    }

    [Theory]
    [InlineData("> \"\\q\"", "\\q")]
    [InlineData("> \"\\xZ0\"", "\\xZ0")]
    [InlineData("> hex 0", "0")]
    [InlineData("> hex zz", "zz")]
    [InlineData("@ soon", "soon")]
    [InlineData("@ -1", "-1")]
    [InlineData("within 90d", "90d")]
    public void Values_have_the_problems_of_values(string line, string part)
    {
        var failure = Refused($"{SessionText.FirstLine}\n{line}\n");
        Assert.Equal((FailureKind.SessionMalformed, 2, part), (failure.Kind, failure.Number, failure.Malformed?.Part));
    }

    [Theory]
    [InlineData("", 1, SessionProblem.FormatUnknown)]
    [InlineData("> \"x\"\n", 1, SessionProblem.FormatUnknown)]
    [InlineData("#sock-session 2\n> \"x\"\n", 1, SessionProblem.FormatUnknown)]
    [InlineData("#sock-session 1\n# nothing\n\nwithin 1s\n", 4, SessionProblem.NoSteps)]
    [InlineData("#sock-session 1\n>|\n> \"x\"\n", 3, SessionProblem.AfterTheEnd)]
    [InlineData("#sock-session 1\n>|\n>|\n", 3, SessionProblem.AfterTheEnd)]
    [InlineData("#sock-session 1\n>!\n< \"x\"\n", 3, SessionProblem.AfterTheEnd)]
    [InlineData("#sock-session 1\n>!\n<!\n", 3, SessionProblem.AfterTheEnd)]
    [InlineData("#sock-session 1\n>|\n<|\n<!\n", 4, SessionProblem.AfterTheEnd)]
    public void A_file_has_the_format_and_something_to_play_and_nothing_after_an_end(string text, int line, SessionProblem problem)
    {
        var failure = Refused(text);
        Assert.Equal((line, problem), (failure.Number, failure.Session));
    }

    [Fact]
    public void An_end_is_of_its_own_session_and_its_own_side() => Assert.Equal(
        3, Parse(">|\n< \"more\"\n<!\n[2] > \"x\"").StepsOf(1).Count);

    [Fact]
    public void A_line_may_be_long_and_not_longer()
    {
        Assert.Single(Parse($"> \"{new string('x', 1000 * 1000)}\"").StepsOf(1));
        Assert.Equal(SessionProblem.LineTooLong, Refused($"{SessionText.FirstLine}\n> \"{new string('x', 1024 * 1024)}\"\n").Session);
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_no_text() => Assert.Equal(
        (2, SessionProblem.LineUnknown),
        Assert.Throws<FailureException>(() => SessionFile.Parse([.. "#sock-session 1\n> \""u8, 0xFF, .. "\"\n> \"\uFFFD\"\n"u8], "s")).Failure is var failure ? (failure.Number, failure.Session) : default);

    [Fact]
    public void Windows_line_ends_and_a_byte_order_mark_are_no_part_of_a_file() =>
        Assert.Equal(["Said Client 78", "End Client"], SessionFile.Parse([.. "\uFEFF#sock-session 1\r\n> \"x\"\r\n>|\r\n"u8], "s").StepsOf(1).Select(Word), StringComparer.Ordinal);

    [Theory]
    [InlineData("say \"hi\"\r\n\tC:\\dir\0", "< \"say \\\"hi\\\"\\r\\n\\tC:\\\\dir\\0\"")]
    [InlineData("你好 é 😀\n", "< \"你好 é 😀\\n\"")]
    [InlineData("\u001B[31m", "< hex 1b 5b 33 31 6d")]
    [InlineData("\0\0", "< hex 00 00")]
    [InlineData("\n", "< \"\\n\"")]
    [InlineData("a\u00A0\u202Eb", "< \"a\\xC2\\xA0\\xE2\\x80\\xAEb\"")]
    [InlineData("", "< \"\"")]
    public void Text_stays_text(string said, string line) => Assert.Equal(line, SessionText.Said(Side.Server, Encoding.UTF8.GetBytes(said)));

    [Fact]
    public void What_is_no_utf8_is_hexadecimal() => Assert.Equal("> hex 61 ff", SessionText.Said(Side.Client, [(byte)'a', 0xFF]));

    [Fact]
    public void Whatever_is_written_is_read_back()
    {
        var bytes = Gen.OneOf(
            ArbMap.Default.GeneratorFor<byte[]>(),
            ArbMap.Default.GeneratorFor<string>().Select(text => Encoding.UTF8.GetBytes(text ?? "")),
            Gen.Elements("\\", "\"", "\\\"", "\0", "\r\n", "\\x22", "é", "\uFFFD", "/", "#", "[2] ").ListOf().Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts))));
        Prop.ForAll(bytes.ToArbitrary(), said =>
        {
            var step = Assert.IsType<SaidStep>(Assert.Single(Parse(SessionText.Said(Side.Server, said)).StepsOf(1)));
            Assert.Equal((Side.Server, Convert.ToHexString(said)), (step.Side, Convert.ToHexString(step.Bytes.Span)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Nonsense_is_refused_with_its_line_and_never_otherwise()
    {
        var parts = Gen.Elements("> ", "< ", "\"", "/", "\\", "hex ", "any", "@ ", "within ", "[", "] ", "2", "|", "!", "\n", "\r", "#", "(", ")", "a", "ff", "\uFFFD", "1s", "none", "-");
        Prop.ForAll(parts.ListOf().ToArbitrary(), some =>
        {
            try
            {
                Assert.NotEmpty(Parse(string.Concat(some)).Sessions);
            }
            catch (FailureException refused)
            {
                Assert.Equal(FailureKind.SessionMalformed, refused.Failure.Kind);
                Assert.InRange(refused.Failure.Number, 1, some.Count + 2);
                Assert.True(refused.Failure.Malformed is not null || refused.Failure.Session != SessionProblem.None);
            }
        }).QuickCheckThrowOnFailure();
    }

    private static SessionFile Parse(string lines) => SessionFile.Parse(Encoding.UTF8.GetBytes($"{SessionText.FirstLine}\n{lines}\n"), "s.session");

    private static Failure Refused(string text) => Assert.Throws<FailureException>(() => SessionFile.Parse(Encoding.UTF8.GetBytes(text), "s.session")).Failure;

    private static string Word(SessionStep step) => step switch
    {
        SaidStep said => $"Said {said.Side} {Convert.ToHexString(said.Bytes.Span)}",
        PatternStep pattern => $"Pattern {pattern.Side} {pattern.Pattern}",
        PauseStep pause => $"Pause {pause.Length}",
        WithinStep within => $"Within {within.Limit}",
        SidedStep sided => $"{sided.GetType().Name[..^4]} {sided.Side}",
        _ => "",
    };
}
