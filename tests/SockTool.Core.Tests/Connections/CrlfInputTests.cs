using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

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
    public async Task It_is_waited_for_as_its_source_is_but_never_for_a_line_feed_that_it_owes()
    {
        using var ends = new KernelPipe();
        var input = new CrlfInput(ends.Reader);
        var waiting = input.WaitToReadAsync(Resume.OnThePool, CancellationToken.None).AsTask();
        Assert.False(input.IsReadable || waiting.IsCompleted);
        await ends.Writer.WriteAsync("\n"u8.ToArray(), CancellationToken.None);
        await waiting.WaitAsync(Patience.Limit);
        Assert.True(input.IsReadable);
        Assert.Equal(1, await input.ReadAsync(new byte[1], CancellationToken.None));
        Assert.True(input.IsReadable);
        await input.WaitToReadAsync(Resume.OnThePool, CancellationToken.None).AsTask().WaitAsync(Patience.Limit);
        Assert.Equal(1, await input.ReadAsync(new byte[1], CancellationToken.None));
        Assert.False(input.IsReadable);
    }

    [Fact]
    public void Any_split_of_any_input_gives_the_same_bytes_as_one_piece() =>
        Prop.ForAll(AnyPieces, given => Converted(given.Pieces, given.Buffer) == InOnePiece(string.Concat(given.Pieces)))
            .Check(Seeded.Tries(2000));

    private static CrlfInput Over(params string[] pieces) => new(new PiecesInput(pieces.Select(piece => piece.Latin1())));

    private static string Converted(string[] pieces, int buffer) => Over(pieces).HearAllAsync(buffer).GetAwaiter().GetResult();

    private static string InOnePiece(string text) => Regex.Replace(text, "(?<!\r)\n", "\r\n", RegexOptions.None, TimeSpan.FromSeconds(1));
}
