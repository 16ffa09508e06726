using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;

namespace SockTool.Core.Tests.Connections;

public sealed class LineTaggerTests
{
    private const int Longest = LineTagger.LongestLine;

    private static readonly Arbitrary<string[]> AnyPieces =
        Gen.Elements('\n', '\r', '\0', 'a', '\t', '\xff').ArrayOf().Select(piece => new string(piece)).ArrayOf().ToArbitrary();

    [Theory]
    [InlineData("one\ntwo\n", "7\tone\n7\ttwo\n")]
    [InlineData("one\ntail", "7\tone\n7\ttail\n")]
    [InlineData("tail", "7\ttail\n")]
    [InlineData("\n\n", "7\t\n7\t\n")]
    [InlineData("one\r\n\r\n", "7\tone\r\n7\t\r\n")]
    [InlineData("a\0b\n\0", "7\ta\0b\n7\t\0\n")]
    [InlineData("7\tits own\n", "7\t7\tits own\n")]
    [InlineData("one|\ntwo", "7\tone\n7\ttwo\n")]
    [InlineData("o|n|e|\n|t|wo|\n", "7\tone\n7\ttwo\n")]
    [InlineData("one\r|\n", "7\tone\r\n")]
    [InlineData("", "")]
    public void Each_line_of_a_stream_has_the_number_and_the_last_its_end(string pieces, string expected) => Assert.Equal(expected, OfStream(pieces.Split('|')));

    [Theory]
    [InlineData("one|two", "7\tone\n7\ttwo\n")]
    [InlineData("one\n|two\n", "7\tone\n7\ttwo\n")]
    [InlineData("one\ntwo|three", "7\tone\n7\ttwo\n7\tthree\n")]
    [InlineData("one||two", "7\tone\n7\t\n7\ttwo\n")]
    [InlineData("\n", "7\t\n")]
    public void A_message_ends_its_last_line_and_an_empty_one_is_an_empty_line(string messages, string expected)
    {
        var tagger = new LineTagger(7, LineSource.Messages);
        Assert.Equal(expected, string.Concat(messages.Split('|').Select(message => Text(tagger.Take(message.Latin1())))));
        Assert.True(tagger.TakeRest().IsEmpty);
    }

    [Theory]
    [InlineData(Longest, "\n", new[] { Longest })]
    [InlineData(Longest, "", new[] { Longest })]
    [InlineData(Longest + 1, "\n", new[] { Longest, 1 })]
    [InlineData(Longest + 1, "", new[] { Longest, 1 })]
    [InlineData((2 * Longest) + 5, "\nshort\n", new[] { Longest, Longest, 5, 5 })]
    public void A_line_over_the_bound_comes_in_pieces_without_a_byte_lost(int length, string rest, int[] expected)
    {
        var all = new string('x', length) + rest;
        foreach (var size in new[] { all.Length, 4096, Longest - 1 })
        {
            var lines = OfStream([.. all.Chunk(size).Select(piece => new string(piece))]).Split('\n')[..^1];
            Assert.All(lines, line => Assert.StartsWith("7\t", line, StringComparison.Ordinal));
            Assert.Equal(expected, lines.Select(line => line.Length - "7\t".Length));
        }
    }

    [Fact]
    public void Never_more_than_the_bound_is_held_back()
    {
        var tagger = new LineTagger(1, LineSource.Stream);
        var written = 0;
        for (var i = 0; i < 50; i++)
        {
            written += tagger.Take(new byte[100_000]).Length;
            Assert.InRange(tagger.Held, 1, Longest);
        }

        Assert.Equal(50 * 100_000, written - (4 * "1\t\n".Length) + tagger.Held);
    }

    [Fact]
    public void Any_split_of_any_stream_gives_the_same_lines() => Prop
        .ForAll(AnyPieces, pieces => OfStream(pieces) == InOnePiece(string.Concat(pieces)))
        .Check(Seeded.Tries(2000));

    private static string OfStream(params string[] pieces)
    {
        var tagger = new LineTagger(7, LineSource.Stream);
        var text = new StringBuilder();
        foreach (var piece in pieces)
        {
            text.Append(Text(tagger.Take(piece.Latin1())));
        }

        text.Append(Text(tagger.TakeRest()));
        Assert.Equal(0, tagger.Held);
        return text.ToString();
    }

    private static string InOnePiece(string text)
    {
        var lines = text.Split('\n');
        return string.Concat((lines[^1].Length == 0 ? lines[..^1] : lines).Select(line => $"7\t{line}\n"));
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.Latin1.GetString(bytes.Span);
}
