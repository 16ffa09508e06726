using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Sessions;

/// <summary>What only a kernel can show: acknowledgements and resets. The promise of BEHAVIOUR.md.</summary>
public sealed class RelayOverTcpTests : IDisposable
{
    private readonly SocketPair pair = SocketPair.Tcp(buffer: 4096);
    private readonly SessionUnderTest session = new();

    public void Dispose()
    {
        session.Dispose();
        pair.Dispose();
    }

    [SkippableFact]
    public async Task A_session_does_not_end_well_before_everything_is_acknowledged()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        const int More = 1 << 20;
        await using var remote = pair.Connection();
        var running = session.Run(Payload(new byte[More]), remote, new RelaySettings { Directions = Directions.SendOnly });
        await using var far = new SocketConnection(pair.Far, OperationLimits.None, TimeProvider.System);
        await far.HearAsync(new string('\0', More / 2));
        Assert.False(running.IsCompleted);
        await far.HearAsync(new string('\0', More / 2));
        await far.EndAsync();
        var result = await running;
        Assert.Equal((More, 0, null), (result.BytesSent, result.BytesNotDelivered, result.Failure));
    }

    [SkippableFact]
    public async Task What_a_reset_left_unacknowledged_is_not_delivered()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        const int More = 1 << 20;
        await using var remote = pair.Connection();
        var running = session.Run(Payload(new byte[More]), remote, new RelaySettings());
        await Patience.UntilAsync(() => pair.Far.Available > 0);
        pair.Far.LingerState = new LingerOption(enable: true, seconds: 0);
        pair.Far.Dispose();
        var result = await running;
        Assert.Equal((FailureKind.Reset, result.BytesNotDelivered), (result.Failure?.Kind, result.Failure?.Bytes));
        Assert.InRange(result.BytesNotDelivered, 1, More);
    }

    [SkippableFact]
    public async Task Unread_answers_do_not_eat_the_tail_of_what_we_sent()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        await using var remote = pair.Connection();
        await pair.Far.SendAsync("an answer nobody reads"u8.ToArray());
        var running = session.Run(Payload("to the last byte".Latin1()), remote, new RelaySettings { Directions = Directions.SendOnly });
        await using var far = new SocketConnection(pair.Far, OperationLimits.None, TimeProvider.System);
        Assert.Equal("to the last byte", await far.HearAllAsync());
        await far.EndAsync();
        Assert.Null((await running).Failure);
    }

    [Fact]
    public async Task With_close_by_reset_the_peer_sees_a_reset()
    {
        var remote = pair.Connection();
        var running = session.Run(Payload("x".Latin1()), remote, new RelaySettings { Close = CloseMode.Reset, InputEnd = InputEnd.KeepOpen, MaxReceive = 1 });
        await pair.Far.SendAsync("y"u8.ToArray());
        Assert.Equal(SessionEnd.Reset, (await running).End);
        await remote.DisposeAsync();
        await using var far = new SocketConnection(pair.Far, OperationLimits.None, TimeProvider.System);
        Assert.Equal(FailureKind.Reset, (await EndExtensions.FailureAsync(() => far.HearAllAsync())).Kind);
    }

    private static JoinedConnection Payload(byte[] bytes) => new("local", new PayloadInput(bytes), DiscardOutput.Instance);
}
