using System.Text;
using SockTool.Core.Tests.Doubles;
using SockTool.Terminal;

namespace SockTool.Tests.Terminal;

public sealed class PipedLinesTests
{
    [Theory]
    [InlineData("one\ntwo\n", "one|two")]
    [InlineData("one\ntwo", "one|two")]
    [InlineData("one\r\ntwo\r\n", "one|two")]
    [InlineData("one\n\ntwo\n", "one||two")]
    [InlineData("a\rb\n", "a\rb")]
    [InlineData("\n", "")]
    public async Task A_line_is_what_comes_before_its_end(string input, string lines) => Assert.Equal(lines, string.Join('|', await ReadAsync(input)));

    [Fact]
    public async Task No_input_is_no_line() => Assert.Empty(await ReadAsync(""));

    [Fact]
    public async Task A_line_may_come_in_pieces_and_pieces_may_hold_lines() =>
        Assert.Equal(["one", "two", "three"], await ReadAsync("on", "e\r", "\ntwo\nth", "ree"));

    [Fact]
    public async Task A_line_longer_than_a_read_is_whole() => Assert.Equal([new string('x', 10000)], await ReadAsync(new string('x', 10000) + "\n"));

    private static async Task<List<string>> ReadAsync(params string[] pieces)
    {
        using var lines = new PipedLines(new PiecesInput(pieces.Select(piece => piece.Latin1())));
        var all = new List<string>();
        while (await lines.NextAsync(CancellationToken.None) is { } line)
        {
            Assert.True(all.Count < 10, "the lines never end");
            all.Add(Encoding.Latin1.GetString(line.Span));
        }

        return all;
    }
}
