using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;

namespace SockTool.Core.Tests.Transports;

/// <summary>What a transport over another one must show besides: that its end is announced, and a cut is not taken for one.</summary>
public abstract class LayerContract : TransportContract
{
    [SkippableFact]
    public async Task A_peer_that_closes_ends_both_ways_in_order()
    {
        await using var pair = await JoinAsync();
        await pair.Dialled.SayAsync("all of it");
        await pair.Dialled.DisposeAsync();
        Assert.Equal("all of it", await pair.Accepted.HearAllAsync());
        Assert.Equal(0, await pair.Accepted.ReadOnceAsync(new byte[1]));
    }

    [SkippableFact]
    public async Task A_carrier_that_ends_without_a_word_has_cut_the_stream_short()
    {
        await using var pair = await JoinAsync();
        await pair.Dialled.SayAsync("half of");
        await pair.Accepted.HearAsync("half of");
        ((ISocketBacked)pair.Dialled).Socket!.Shutdown(SocketShutdown.Send);
        Assert.Equal(FailureKind.CutShort, (await EndExtensions.FailureAsync(() => pair.Accepted.HearAllAsync())).Kind);
    }

    [SkippableFact]
    public async Task A_reset_of_the_carrier_is_a_reset()
    {
        await using var pair = await JoinAsync();
        ((IResettable)pair.Dialled).ResetOnClose();
        await pair.Dialled.DisposeAsync();
        Assert.Equal(FailureKind.Reset, (await EndExtensions.FailureAsync(() => pair.Accepted.HearAllAsync())).Kind);
    }
}
