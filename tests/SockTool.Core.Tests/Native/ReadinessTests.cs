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
    public async Task A_wait_that_was_cancelled_before_it_began_does_not_begin() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Readiness.WaitAsync(writer, PollEvents.Write, new CancellationToken(canceled: true)).AsTask());

    [Fact]
    public async Task A_descriptor_that_is_not_open_is_told_and_does_not_hang() =>
        Assert.Equal(PollEvents.NotOpen, await Readiness.WaitAsync(int.MaxValue, PollEvents.Read, CancellationToken.None));
}
