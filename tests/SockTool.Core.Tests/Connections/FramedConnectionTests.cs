using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Tests.Doubles;

namespace SockTool.Core.Tests.Connections;

public sealed class FramedConnectionTests : IAsyncDisposable
{
    private readonly MemoryConnection stream;
    private readonly MemoryConnection far;

    public FramedConnectionTests() => (stream, far) = MemoryConnection.Pair();

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        await far.DisposeAsync();
    }

    [Theory]
    [InlineData(Framing.Line, "one|two||", "one\ntwo\n\n\n")]
    [InlineData(Framing.Line, "brings its own\n", "brings its own\n")]
    [InlineData(Framing.Length, "one|\n|", "\0\x03one\0\x01\n\0\0")]
    public async Task Each_message_is_written_as_one_frame(Framing framing, string messages, string expected)
    {
        var framed = Framed(framing);
        foreach (var message in messages.Split('|'))
        {
            await framed.SayAsync(message);
        }

        await framed.EndAsync();
        Assert.Equal(expected, await far.HearAllAsync());
    }

    [Theory]
    [InlineData(Framing.Line, "one\n\ntwo\nrest", "one||two|rest")]
    [InlineData(Framing.Length, "\0\x03one\0\0\0\x01\n", "one||\n")]
    public async Task Each_frame_is_read_as_one_message_however_it_comes(Framing framing, string bytes, string expected)
    {
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var (near, other) = MemoryConnection.Pair();
            var framed = new FramedConnection(near, framing, TimeProvider.System);
            await other.SayAsync(bytes[..cut]);
            await other.SayAsync(bytes[cut..]);
            await other.EndAsync();
            Assert.Equal(expected, string.Join('|', await MessagesAsync(framed)));
        }
    }

    [Fact]
    public async Task A_line_with_a_line_end_inside_is_refused() =>
        Assert.Equal(FailureKind.NotFramable, (await EndExtensions.FailureAsync(() => Framed(Framing.Line).SayAsync("one\ntwo"))).Kind);

    [Fact]
    public async Task A_frame_that_is_not_whole_at_the_end_was_cut_short()
    {
        await far.SayAsync("\0\x05four");
        await far.EndAsync();
        Assert.Equal(FailureKind.CutShort, (await EndExtensions.FailureAsync(() => MessagesAsync(Framed(Framing.Length)))).Kind);
    }

    [Theory]
    [InlineData(Framing.Line, "")]
    [InlineData(Framing.Length, "\xff\xff")]
    public async Task A_frame_that_no_datagram_can_hold_is_refused(Framing framing, string header)
    {
        var saying = far.SayAsync(header + new string('x', 65_535) + "\n");
        var failure = await EndExtensions.FailureAsync(() => MessagesAsync(Framed(framing)));
        Assert.Equal(Errno.MessageTooLong, failure.Errno);
        await saying;
    }

    private static async Task<List<string>> MessagesAsync(FramedConnection from)
    {
        var all = new List<string>();
        var buffer = new byte[65_536];
        while (true)
        {
            var count = await from.ReadOnceAsync(buffer);
            if (count == 0 && from.HasEnded)
            {
                return all;
            }

            all.Add(System.Text.Encoding.Latin1.GetString(buffer, 0, count));
        }
    }

    private FramedConnection Framed(Framing framing) => new(stream, framing, TimeProvider.System);
}
