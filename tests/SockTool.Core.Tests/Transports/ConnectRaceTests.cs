using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;
using SockTool.Core.Transports;

namespace SockTool.Core.Tests.Transports;

/// <summary>RFC 8305 section 5.</summary>
public sealed class ConnectRaceTests
{
    private static readonly TimeSpan AttemptDelay = TimeSpan.FromMilliseconds(250);

    private readonly ManualClock clock = new();
    private readonly Attempt first = new();
    private readonly Attempt second = new();

    [Fact]
    public async Task The_second_attempt_starts_when_the_first_is_silent_for_the_delay()
    {
        var racing = RunAsync();
        Assert.True(first.HasBegun);
        Assert.Equal(AttemptDelay, await clock.WaitedForAsync());
        Assert.False(second.HasBegun);
        await clock.PassAsync();
        await Patience.UntilAsync(() => second.HasBegun);
        Assert.Same(second.Succeed(), await racing);
        Assert.True(first.IsCancelled);
    }

    [Fact]
    public async Task The_second_attempt_starts_at_once_when_the_first_fails()
    {
        var racing = RunAsync();
        first.Fail(FailureKind.Refused);
        await Patience.UntilAsync(() => second.HasBegun);
        Assert.Same(second.Succeed(), await racing);
    }

    [Fact]
    public async Task The_first_may_still_win_when_the_second_runs()
    {
        var racing = RunAsync();
        await clock.PassAsync();
        await Patience.UntilAsync(() => second.HasBegun);
        Assert.Same(first.Succeed(), await racing);
        Assert.True(second.IsCancelled);
    }

    [Fact]
    public async Task One_that_succeeds_after_the_race_is_closed()
    {
        var racing = RunAsync();
        await clock.PassAsync();
        await Patience.UntilAsync(() => second.HasBegun);
        first.Succeed();
        await racing;
        var late = second.Succeed();
        await Patience.UntilAsync(() => late.SafeHandle.IsClosed);
    }

    [Fact]
    public async Task When_all_fail_the_last_failure_tells_of_every_attempt()
    {
        var racing = EndExtensions.FailureAsync(RunAsync);
        first.Fail(FailureKind.Unreachable);
        await Patience.UntilAsync(() => second.HasBegun);
        second.Fail(FailureKind.Refused);
        var failure = await racing;
        Assert.Equal(FailureKind.Refused, failure.Kind);
        Assert.Equal([FailureKind.Unreachable, FailureKind.Refused], failure.Attempts.Select(attempt => attempt.Kind));
    }

    [Fact]
    public async Task A_single_attempt_fails_as_itself()
    {
        first.Fail(FailureKind.Refused);
        var failure = await EndExtensions.FailureAsync(() => new ConnectRace<Socket>(clock).RunAsync([first.RunAsync], CancellationToken.None));
        Assert.Empty(failure.Attempts);
    }

    [Fact]
    public async Task Cancelling_cancels_every_attempt_and_closes_what_still_comes()
    {
        using var cancellation = new CancellationTokenSource();
        var racing = RunAsync(cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => racing.WaitAsync(Patience.Limit));
        Assert.True(first.IsCancelled);
        Assert.False(second.HasBegun);
        var late = first.Succeed();
        await Patience.UntilAsync(() => late.SafeHandle.IsClosed);
    }

    private Task<Socket> RunAsync() => RunAsync(CancellationToken.None);

    private Task<Socket> RunAsync(CancellationToken cancellation) => new ConnectRace<Socket>(clock).RunAsync([first.RunAsync, second.RunAsync], cancellation);

    private sealed class Attempt
    {
        private readonly TaskCompletionSource<Socket> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool HasBegun { get; private set; }

        public bool IsCancelled { get; private set; }

        public Task<Socket> RunAsync(CancellationToken cancellation)
        {
            HasBegun = true;
            cancellation.UnsafeRegister(_ => IsCancelled = true, null);
            return outcome.Task;
        }

        public Socket Succeed()
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            outcome.SetResult(socket);
            return socket;
        }

        public void Fail(FailureKind kind) => outcome.SetException(new FailureException(new Failure(kind, Operation.Connect)));
    }
}
