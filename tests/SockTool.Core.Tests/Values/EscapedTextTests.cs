using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SockTool.Core.Endpoints;
using SockTool.Core.Values;

namespace SockTool.Core.Tests.Values;

public sealed class EscapedTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("GET / HTTP/1.0\\r\\n\\r\\n", "GET / HTTP/1.0\r\n\r\n")]
    [InlineData("\\n\\r\\t\\0\\\\", "\n\r\t\0\\")]
    [InlineData("\\\\n", "\\n")]
    [InlineData("\\x41\\x4a\\x4A1", "AJJ1")]
    [InlineData("你好\\x21", "你好!")]
    public void Escapes_become_bytes_and_the_rest_is_utf8(string text, string expected)
    {
        Assert.True(EscapedText.TryParse(text, out var bytes, out _));
        Assert.Equal(Encoding.UTF8.GetBytes(expected), bytes);
    }

    [Fact]
    public void A_hex_escape_is_one_byte_even_where_utf8_has_none()
    {
        Assert.True(EscapedText.TryParse("\\xff\\x00\\x80", out var bytes, out _));
        Assert.Equal([0xFF, 0x00, 0x80], bytes);
    }

    [Theory]
    [InlineData("a\\", "\\")]
    [InlineData("\\q", "\\q")]
    [InlineData("\\\\\\N", "\\N")]
    [InlineData("\\x", "\\x")]
    [InlineData("\\x4", "\\x4")]
    [InlineData("\\xZZ rest", "\\xZZ")]
    [InlineData("\\U0001F600", "\\U")]
    [InlineData("\\\U0001F600", "\\\U0001F600")]
    public void Any_other_backslash_is_named(string text, string part)
    {
        Assert.False(EscapedText.TryParse(text, out _, out var problem));
        Assert.Equal(new ParseProblem(ParseProblemKind.EscapeUnknown, part), problem);
    }

    [Theory]
    [InlineData("plain text, C:\\dir", "plain text, C:\\dir")]
    [InlineData("你好 é 😀", "你好 é 😀")]
    [InlineData("\u001B[31m\r\n\0\u007F", "\\x1B[31m\\x0D\\x0A\\x00\\x7F")]
    [InlineData("\u0085\u009B", "\\xC2\\x85\\xC2\\x9B")]
    [InlineData("\u202Eevil\u2066", "\\xE2\\x80\\xAEevil\\xE2\\x81\\xA6")]
    [InlineData("\u2028\u2029\uFEFF\u200B", "\\xE2\\x80\\xA8\\xE2\\x80\\xA9\\xEF\\xBB\\xBF\\xE2\\x80\\x8B")]
    public void CVE_2004_1484_nothing_of_the_peers_steers_the_terminal(string text, string expected) =>
        Assert.Equal(expected, EscapedText.Printable(text));

    [Fact]
    public void Bytes_that_are_not_utf8_are_escaped_one_by_one_and_what_follows_is_kept() =>
        Assert.Equal("a\\xFFb\\xE4\\xBDc\\xC0\\xAF", EscapedText.Printable([.. "a"u8, 0xFF, .. "b"u8, 0xE4, 0xBD, .. "c"u8, 0xC0, 0xAF]));

    [Fact]
    public void What_is_escaped_is_read_back_as_the_same_bytes() =>
        Prop.ForAll<byte[]>(bytes => EscapedText.TryParse(EscapedText.Escaped([.. bytes, (byte)'\\', (byte)'x']), out var back, out _) && back.AsSpan().SequenceEqual([.. bytes, (byte)'\\', (byte)'x']))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_the_bytes_are_only_printable_characters_come_out() =>
        Prop.ForAll<byte[]>(bytes => EscapedText.Printable(bytes) is var text && string.Equals(text, EscapedText.Printable(text), StringComparison.Ordinal))
            .QuickCheckThrowOnFailure();
}
