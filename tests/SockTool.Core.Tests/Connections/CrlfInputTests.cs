using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;

namespace SockTool.Core.Tests.Connections;

public sealed class CrlfInputTests
{
    private static readonly Arbitrary<(string[] Pieces, int Buffer)> AnyPieces = (
        from pieces in Gen.Elements('\r', '\n', 'a').ArrayOf().Select(piece => new string(piece)).ArrayOf()
        from buffer in Gen.Choose(1, 9)
        select (pieces, buffer)).ToArbitrary();

    [Theory]
    [InlineData("one\ntwo\n", "one\r\ntwo\r\n")]
    [InlineData("one\r\ntwo\r\n", "one\r\ntwo\r\n")]
    [InlineData("\n\n", "\r\n\r\n")]
    [InlineData("\r\r\n", "\r\r\n")]
    [InlineData("one\rtwo", "one\rtwo")]
    [InlineData("", "")]
    public async Task A_line_feed_gets_its_carriage_return_unless_it_has_one(string given, string expected) =>
        Assert.Equal(expected, await Over(given).HearAllAsync());

    [Fact]
    public async Task A_pair_split_between_two_reads_stays_a_pair() =>
        Assert.Equal("one\r\ntwo", await Over("one\r", "\ntwo").HearAllAsync());

    [Fact]
    public async Task With_room_for_a_single_byte_the_line_feed_comes_with_the_next_read() =>
        Assert.Equal("\r\na\r\n", await Over("\na\n").HearAllAsync(buffer: 1));

    [Fact]
    public void Any_split_of_any_input_gives_the_same_bytes_as_one_piece() =>
        Prop.ForAll(AnyPieces, given => Converted(given.Pieces, given.Buffer) == InOnePiece(string.Concat(given.Pieces)))
            .Check(Seeded.Tries(2000));

    private static CrlfInput Over(params string[] pieces) => new(new PiecesInput(pieces.Select(piece => piece.Latin1())));

    private static string Converted(string[] pieces, int buffer) => Over(pieces).HearAllAsync(buffer).GetAwaiter().GetResult();

    private static string InOnePiece(string text) => Regex.Replace(text, "(?<!\r)\n", "\r\n", RegexOptions.None, TimeSpan.FromSeconds(1));
}
