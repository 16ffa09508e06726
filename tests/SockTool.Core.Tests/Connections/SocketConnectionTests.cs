using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Connections;

public sealed class SocketConnectionTests : IDisposable
{
    private const int MoreThanTheKernelHolds = 16 * 1024 * 1024;
    private static readonly OperationLimits NonBlocking = new() { Read = TimeSpan.Zero, Write = TimeSpan.Zero };
    private static readonly OperationLimits TwoSeconds = new() { Read = TimeSpan.FromSeconds(2), Write = TimeSpan.FromSeconds(2) };

    private readonly SocketPair pair = SocketPair.Tcp(buffer: 4096);
    private readonly ManualClock clock = new();

    public void Dispose() => pair.Dispose();

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Peer_is_leaving_when_its_FIN_or_reset_is_there_be_it_read_or_not(bool inOrder)
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        await using var connection = pair.Connection();
        await connection.EndAsync();
        pair.Far.Send("unread"u8);
        Assert.False(connection.IsLeaving);
        pair.Far.LingerState = new LingerOption(enable: !inOrder, seconds: 0);
        pair.Far.Close();
        await Patience.UntilAsync(() => connection.IsLeaving);
    }

    [Fact]
    public async Task A_write_larger_than_the_kernels_buffers_arrives_whole()
    {
        await using var connection = pair.Connection();
        await using var far = new SocketConnection(pair.Far, OperationLimits.None, TimeProvider.System);
        var writing = connection.WriteAsync(new byte[1 << 20], CancellationToken.None).AsTask();
        var reading = far.HearAllAsync();
        await writing.WaitAsync(Patience.Limit);
        await connection.EndAsync();
        Assert.Equal(1 << 20, (await reading).Length);
    }

    [Fact]
    public async Task Without_blocking_a_read_of_nothing_would_block()
    {
        await using var connection = pair.Connection(NonBlocking);
        var failure = await EndExtensions.FailureAsync(() => connection.ReadOnceAsync(new byte[1]));
        Assert.Equal((FailureKind.WouldBlock, Operation.Read, Errno.TryAgain), (failure.Kind, failure.Operation, failure.Errno));
    }

    [Fact]
    public async Task Limits_of_the_session_begin_with_it_and_what_was_sent_before_is_not_of_it()
    {
        await using var connection = pair.Connection();
        await using var far = new SocketConnection(pair.Far, OperationLimits.None, TimeProvider.System);
        await connection.SayAsync("handshake");
        await far.HearAsync("handshake");
        await far.SayAsync("answer");
        await connection.HearAsync("answer");
        connection.BeginSession(NonBlocking, "hand".Length);
        connection.BeginSession(NonBlocking, "shake".Length);
        Assert.Equal(FailureKind.WouldBlock, (await EndExtensions.FailureAsync(() => connection.ReadOnceAsync(new byte[1]))).Kind);
        Assert.Equal(OperatingSystem.IsLinux() ? 0L : null, connection.Acknowledged);
        await connection.SayAsync("session");
        await far.HearAsync("session");
        await Patience.UntilAsync(() => connection.Acknowledged is null || connection.Acknowledged == "session".Length);
    }

    [Fact]
    public async Task Without_blocking_a_short_send_tells_what_was_taken_and_what_was_offered()
    {
        await using var connection = pair.Connection(NonBlocking);
        var failed = await Assert.ThrowsAsync<FailureException>(() => connection.WriteAsync(new byte[MoreThanTheKernelHolds], CancellationToken.None).AsTask());
        Assert.Equal((FailureKind.WouldBlock, Operation.Write), (failed.Failure.Kind, failed.Failure.Operation));
        Assert.Equal((failed.Transferred, MoreThanTheKernelHolds), (failed.Failure.Bytes, failed.Failure.Offered));
        Assert.InRange(failed.Transferred, 1, MoreThanTheKernelHolds - 1);
    }

    [Fact]
    public async Task A_read_that_gets_nothing_in_its_time_is_timed_out_and_loses_no_byte()
    {
        await using var connection = pair.Connection(TwoSeconds, clock);
        var reading = EndExtensions.FailureAsync(() => connection.ReadOnceAsync(new byte[9]));
        Assert.Equal(TimeSpan.FromSeconds(2), await clock.PassAsync());
        var failure = await reading;
        Assert.Equal((FailureKind.TimedOut, Operation.Read, TimeSpan.FromSeconds(2), connection.Name), (failure.Kind, failure.Operation, failure.Limit, failure.Subject));
        await pair.Far.SendAsync("late"u8.ToArray());
        await connection.HearAsync("late");
    }

    [Fact]
    public async Task A_write_that_nobody_takes_in_its_time_is_timed_out_with_the_count_of_what_was_taken()
    {
        await using var connection = pair.Connection(TwoSeconds, clock);
        var writing = connection.WriteAsync(new byte[MoreThanTheKernelHolds], CancellationToken.None).AsTask();
        await clock.PassAsync();
        var failed = await Assert.ThrowsAsync<FailureException>(() => writing.WaitAsync(Patience.Limit));
        Assert.Equal((FailureKind.TimedOut, Operation.Write), (failed.Failure.Kind, failed.Failure.Operation));
        Assert.InRange(failed.Transferred, 1, MoreThanTheKernelHolds - 1);
    }

    [Fact]
    public async Task A_reset_is_a_failure_with_the_systems_number()
    {
        await using var connection = pair.Connection();
        ResetFar();
        var failure = await EndExtensions.FailureAsync(() => connection.ReadOnceAsync(new byte[1]));
        Assert.Equal((FailureKind.Reset, "ECONNRESET"), (failure.Kind, Errno.NameOf(failure.Errno)));
    }

    [Fact]
    public async Task A_reset_is_noticed_while_nothing_is_read_or_written()
    {
        await using var connection = pair.Connection();
        var departure = connection.WaitForDepartureAsync(CancellationToken.None);
        ResetFar();
        Assert.Equal(FailureKind.Reset, (await departure.WaitAsync(Patience.Limit))?.Kind);
    }

    [Fact]
    public async Task Reset_on_close_is_a_reset_for_the_other_side()
    {
        var connection = pair.Connection();
        connection.ResetOnClose();
        await connection.DisposeAsync();
        var error = await Assert.ThrowsAsync<SocketException>(() => pair.Far.ReceiveAsync(new byte[1]));
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
    }

    [SkippableFact]
    public async Task What_was_acknowledged_is_known_also_after_a_reset()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        await using var connection = pair.Connection();
        await connection.SayAsync("hello");
        await Patience.UntilAsync(() => connection.Acknowledged == 5);
        Assert.False(connection.IsOver);
        ResetFar();
        await Patience.UntilAsync(() => connection.IsOver);
        Assert.Equal(5, connection.Acknowledged);
    }

    [Fact]
    public async Task It_knows_both_names()
    {
        await using var connection = pair.Connection();
        Assert.Equal(pair.Far.LocalEndPoint!.ToString(), connection.Name);
        Assert.Equal(pair.Near.LocalEndPoint!.ToString(), connection.LocalName);
    }

    private void ResetFar()
    {
        pair.Far.LingerState = new LingerOption(enable: true, seconds: 0);
        pair.Far.Dispose();
    }
}
