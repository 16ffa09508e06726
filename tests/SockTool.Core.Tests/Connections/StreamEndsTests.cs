using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Connections;

/// <summary>Ends over streams that nothing can interrupt.</summary>
public sealed class StreamEndsTests
{
    [Fact]
    public async Task A_read_that_nobody_waits_for_any_longer_is_the_next_ones()
    {
        using var stream = new StuckStream();
        using var input = new StreamInput(stream, "stuck");
        using var given = new CancellationTokenSource();
        var reading = input.ReadAsync(new byte[10], given.Token).AsTask();
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        stream.Release();
        var room = new byte[2];
        Assert.Equal(2, await input.ReadAsync(room, CancellationToken.None));
        Assert.Equal("ab"u8.ToArray(), room);
        Assert.Equal(1, await input.ReadAsync(room, CancellationToken.None));
        Assert.Equal((byte)'c', room[0]);
    }

    [Fact]
    public async Task What_can_be_waited_for_is_there_to_read()
    {
        using var stream = new StuckStream();
        using var input = new StreamInput(stream, "stuck");
        var waiting = input.WaitToReadAsync(Resume.OnThePool, CancellationToken.None).AsTask();
        Assert.False(input.IsReadable);
        stream.Release();
        await waiting.WaitAsync(Patience.Limit);
        Assert.True(input.IsReadable);
        Assert.Equal(2, await input.ReadAsync(new byte[2], CancellationToken.None));
        Assert.True(input.IsReadable);
        await input.WaitToReadAsync(Resume.OnThePool, CancellationToken.None);
        Assert.Equal(1, await input.ReadAsync(new byte[2], CancellationToken.None));
        Assert.False(input.IsReadable);
    }

    [Fact]
    public async Task A_file_is_never_silent()
    {
        using var input = new StreamInput(new MemoryStream("abc"u8.ToArray()), "file");
        Assert.True(input.IsReadable);
        _ = await input.HearAllAsync();
        Assert.True(input.IsReadable);
    }

    [Fact]
    public async Task A_write_that_nobody_waits_for_any_longer_keeps_its_bytes_and_is_first()
    {
        using var stream = new StuckStream();
        var output = new StreamOutput(stream, "stuck");
        using var given = new CancellationTokenSource();
        var writing = output.WriteAsync("one"u8.ToArray(), given.Token).AsTask();
        await given.CancelAsync();
        Assert.Equal(3, (await Assert.ThrowsAsync<WriteCancelledException>(() => writing)).Transferred);
        var next = output.WriteAsync("two"u8.ToArray(), CancellationToken.None).AsTask();
        stream.Release();
        await next.WaitAsync(Patience.Limit);
        Assert.Equal("onetwo"u8.ToArray(), stream.Written);
    }

    /// <summary>Reads and writes wait for the test, whatever they were told.</summary>
    private sealed class StuckStream : MemoryStream
    {
        private readonly ManualResetEventSlim released = new();

        public override bool CanSeek => false;

        public byte[] Written => ToArray();

        public void Release() => released.Set();

        public override int Read(Span<byte> buffer)
        {
            released.Wait(Patience.Limit);
            "abc"u8.CopyTo(buffer);
            return 3;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Write(byte[] buffer, int offset, int count)
        {
            released.Wait(Patience.Limit);
            base.Write(buffer, offset, count);
        }

        protected override void Dispose(bool disposing)
        {
            released.Dispose();
            base.Dispose(disposing);
        }
    }
}
