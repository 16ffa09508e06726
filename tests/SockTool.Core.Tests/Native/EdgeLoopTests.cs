using System.Runtime.Versioning;
using System.Net.Sockets;
using SockTool.Core.Native;
using SockTool.Core.Tests.Doubles;

namespace SockTool.Core.Tests.Native;

/// <summary>The loop for those who read all there is before they wait again.</summary>
[SupportedOSPlatform("linux")]
public sealed class EdgeLoopTests : IDisposable
{
    private static readonly Lazy<EdgeLoop> OneForAll = new(() => new EdgeLoop());

    private readonly SocketPair pair;
    private readonly DescriptorWait wait;

    public EdgeLoopTests()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        pair = SocketPair.Unix();
        wait = new DescriptorWait((int)pair.Near.Handle, Resume.InPlace, OneForAll.Value);
    }

    public void Dispose()
    {
        wait.Forget();
        pair.Dispose();
    }

    [SkippableFact]
    public async Task Each_wait_after_all_was_read_ends_with_the_next_bytes()
    {
        for (var i = 0; i < 100; i++)
        {
            var waiting = Wait();
            Assert.False(waiting.IsCompleted);
            pair.Far.Send("x"u8);
            Assert.Equal(PollEvents.Read, await waiting.WaitAsync(Patience.Limit));
            Assert.Equal(1, pair.Near.Receive(new byte[16]));
        }
    }

    [SkippableFact]
    public async Task What_came_while_nobody_waited_ends_the_next_wait()
    {
        var waiting = Wait();
        pair.Far.Send("x"u8);
        await waiting.WaitAsync(Patience.Limit);
        pair.Far.Send("y"u8);
        await Patience.UntilAsync(() => wait.Unclaimed != PollEvents.None);
        Assert.Equal(PollEvents.Read, await Wait().WaitAsync(Patience.Limit));
    }

    [SkippableFact]
    public async Task An_end_that_came_with_the_last_bytes_is_not_missed()
    {
        pair.Far.Send("x"u8);
        pair.Far.Shutdown(SocketShutdown.Send);
        await Wait().WaitAsync(Patience.Limit);
        Assert.Equal(1, pair.Near.Receive(new byte[16]));
        Assert.NotEqual(PollEvents.None, await Wait().WaitAsync(Patience.Limit) & PollEvents.PeerEnded);
        Assert.NotEqual(PollEvents.None, await Wait().WaitAsync(Patience.Limit) & PollEvents.PeerEnded);
    }

    [SkippableFact]
    public async Task A_cancelled_wait_leaves_the_next_one_whole()
    {
        using var cancellation = new CancellationTokenSource();
        var leaving = wait.StartAsync(PollEvents.Read, cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving.WaitAsync(Patience.Limit));
        var waiting = Wait();
        Assert.False(waiting.IsCompleted);
        pair.Far.Send("x"u8);
        Assert.Equal(PollEvents.Read, await waiting.WaitAsync(Patience.Limit));
    }

    [SkippableFact]
    public async Task A_descriptor_that_is_not_open_is_told_and_does_not_hang() =>
        Assert.Equal(PollEvents.NotOpen, await new DescriptorWait(int.MaxValue, Resume.InPlace, OneForAll.Value).StartAsync(PollEvents.Read, CancellationToken.None));

    private Task<PollEvents> Wait() => wait.StartAsync(PollEvents.Read, CancellationToken.None).AsTask();
}
