using System.Text;
using SockTool.Core.Connections;

namespace SockTool.Core.Tests.Connections;

public sealed class ChatReplyTests
{
    [Theory]
    [InlineData("one\ntwo\n", "<1> one\n<1> two\n", "")]
    [InlineData("one\r\n\r\n", "<1> one\n<1> \n", "")]
    [InlineData("no end", "", "<1> no end\n")]
    [InlineData("a\tb\t\n", "<1> a\tb\t\n", "")]
    [InlineData("<2> forged\n* <2> left\n", "<1> <2> forged\n<1> * <2> left\n", "")]
    [InlineData("over\r<2> forged\n", "<1> over\\x0D<2> forged\n", "")]
    [InlineData("\u001b[31m \u009b \u202e \u2028 \0\n", "<1> \\x1B[31m \\xC2\\x9B \\xE2\\x80\\xAE \\xE2\\x80\\xA8 \\x00\n", "")]
    [InlineData("é 中 👍\n", "<1> é 中 👍\n", "")]
    public void Each_line_has_its_speaker_and_nothing_that_moves_a_cursor(string said, string heard, string atTheEnd)
    {
        var chat = new ChatReply("<1> ", LineBorder.LineEnd);
        Assert.Equal((heard, atTheEnd), (Text(chat.To(Encoding.UTF8.GetBytes(said))), Text(chat.ToTheRest())));
    }

    [Fact]
    public void A_line_in_many_reads_is_one_line_and_what_is_not_utf8_is_shown_as_bytes()
    {
        var chat = new ChatReply("<1> ", LineBorder.LineEnd);
        byte[] said = [.. "中"u8, 0xff, (byte)'\r', (byte)'\n', (byte)'x', 0xe4];
        var heard = said.Aggregate("", (text, one) => text + Text(chat.To(new[] { one })));
        Assert.Equal("<1> 中\\xFF\n<1> x\\xE4\n", heard + Text(chat.ToTheRest()));
    }

    [Fact]
    public void A_long_line_goes_on_in_the_next_and_no_character_is_torn()
    {
        var chat = new ChatReply("<1> ", LineBorder.LineEnd);
        var said = new string('中', 10_000);
        var lines = Text(chat.To(Encoding.UTF8.GetBytes(said + "\n"))).Split('\n')[..^1];
        Assert.All(lines, line => Assert.StartsWith("<1> ", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 1, 8192 + 4));
        Assert.Equal(said, string.Concat(lines.Select(line => line[4..])));
    }

    [Fact]
    public void A_datagram_is_a_line_without_an_end_and_an_empty_one_too()
    {
        var chat = new ChatReply("<1> ", LineBorder.Message);
        string[] heard = [Text(chat.To("hi"u8.ToArray())), Text(chat.To("a\nb\n"u8.ToArray())), Text(chat.To(ReadOnlyMemory<byte>.Empty))];
        Assert.Equal(["<1> hi\n", "<1> a\n<1> b\n", "<1> \n"], heard);
    }

    [Fact]
    public void Text_goes_on_in_whole_characters_and_what_is_no_text_fails_with_its_speaker()
    {
        var text = new TextReply();
        byte[] said = [.. "a中"u8];
        Assert.Equal(["a", "中"], [Text(text.To(said.AsMemory(0, 3))), Text(text.To(said.AsMemory(3)))]);
        Assert.Equal(FailureKind.NotText, Assert.Throws<FailureException>(() => text.To(new byte[] { 0xff })).Failure.Kind);
        text.To(said.AsMemory(0, 2));
        Assert.Throws<FailureException>(() => text.ToTheRest());
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
