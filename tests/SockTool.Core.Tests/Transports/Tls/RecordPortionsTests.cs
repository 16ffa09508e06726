using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Transports.Tls;

namespace SockTool.Core.Tests.Transports.Tls;

public sealed class RecordPortionsTests
{
    private static readonly byte[] Two = [.. Record(3), .. Record(70)];

    [Theory]
    [InlineData(int.MaxValue, 1000, "8 75")]
    [InlineData(int.MaxValue, 40, "8 40 35")]
    [InlineData(10, 1000, "8 2 10 10 10 10 10 10 10 3")]
    [InlineData(3, 1000, "3 3 2 1 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 2")]
    public async Task A_read_never_goes_past_the_end_of_a_record_however_the_bytes_come(int piece, int room, string reads)
    {
        await using var carrier = new ScriptedConnection(Two) { Piece = piece };
        await using var stream = new ConnectionStream(carrier, new RecordPortions());
        var all = new List<byte>();
        var counts = new List<int>();
        var buffer = new byte[room];
        for (int count; (count = await stream.ReadAsync(buffer)) > 0;)
        {
            counts.Add(count);
            all.AddRange(buffer.AsSpan(0, count));
        }

        Assert.Equal(Two, all);
        Assert.Equal(reads, string.Join(' ', counts));
    }

    [Fact]
    public void What_is_no_record_goes_too()
    {
        var portions = new RecordPortions();
        Assert.Equal(12, portions.Next("220 welcome\n"u8));
        Assert.Equal(0, portions.Next([]));
    }

    [Fact]
    public void An_empty_record_is_one_of_its_own()
    {
        var portions = new RecordPortions();
        byte[] bytes = [.. Record(0), .. Record(1)];
        Assert.Equal(5, portions.Next(bytes));
        Assert.Equal(6, portions.Next(bytes.AsSpan(5)));
    }

    private static byte[] Record(byte length) => [23, 3, 3, 0, length, .. Enumerable.Repeat(length, length)];
}
