using System.Runtime.Versioning;
using SockTool.Core.Native;
using SockTool.Core.Tests.Doubles;

namespace SockTool.Core.Tests.Native;

[UnsupportedOSPlatform("windows")]
public sealed class ReadinessTests : IDisposable
{
    private readonly int reader;
    private readonly int writer;

    public ReadinessTests() => (reader, writer) = KernelPipe.Open();

    public void Dispose()
    {
        _ = Libc.Close(reader);
        _ = Libc.Close(writer);
    }

    [Fact]
    public async Task What_is_ready_is_told_at_once()
    {
        Assert.Equal(PollEvents.Write, await Readiness.WaitAsync(writer, PollEvents.Write, CancellationToken.None));
        Assert.Equal(PollEvents.None, Readiness.Now(reader, PollEvents.Read));
    }

    [Fact]
    public async Task A_wait_ends_when_the_descriptor_is_ready()
    {
        var waiting = Readiness.WaitAsync(reader, PollEvents.Read, CancellationToken.None).AsTask();
        Assert.False(waiting.IsCompleted);
        DescriptorIo.Write(writer, "x"u8);
        Assert.Equal(PollEvents.Read, await waiting.WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task A_cancelled_wait_leaves_every_byte_where_it_was()
    {
        using var cancellation = new CancellationTokenSource();
        var waiting = Readiness.WaitAsync(reader, PollEvents.Read, cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience.Limit));
        DescriptorIo.Write(writer, "abc"u8);
        Assert.Equal(3, DescriptorIo.Read(reader, new byte[16]));
    }

    [Fact]
    public async Task A_wait_that_was_cancelled_before_it_began_does_not_begin() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Readiness.WaitAsync(writer, PollEvents.Write, new CancellationToken(canceled: true)).AsTask());

    [Fact]
    public async Task The_other_ends_leaving_is_told_unasked()
    {
        var waiting = Readiness.WaitAsync(writer, PollEvents.None, CancellationToken.None).AsTask();
        var (another, _) = KernelPipe.Open();
        _ = Libc.Duplicate(another, reader);
        _ = Libc.Close(another);
        Assert.Equal(PollEvents.Error, await waiting.WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task Many_wait_for_one_descriptor_and_all_are_told()
    {
        var waiting = Enumerable.Range(0, 100).Select(_ => Readiness.WaitAsync(reader, PollEvents.Read, CancellationToken.None).AsTask()).ToArray();
        DescriptorIo.Write(writer, "x"u8);
        Assert.All(await Task.WhenAll(waiting).WaitAsync(Patience.Limit), seen => Assert.Equal(PollEvents.Read, seen));
    }

    [Fact]
    public async Task A_descriptor_that_is_not_open_is_told_and_does_not_hang() =>
        Assert.Equal(PollEvents.NotOpen, await Readiness.WaitAsync(int.MaxValue, PollEvents.Read, CancellationToken.None));
}
