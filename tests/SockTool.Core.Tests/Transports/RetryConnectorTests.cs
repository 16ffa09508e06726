using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;
using SockTool.Core.Transports;

namespace SockTool.Core.Tests.Transports;

public sealed class RetryConnectorTests : IConnector, ITransportObserver
{
    private static readonly Failure Refused = new(FailureKind.Refused, Operation.Connect);

    private readonly ManualClock clock = new();
    private readonly Queue<Failure> failures = [];
    private readonly List<(int Attempt, double Seconds)> retries = [];
    private readonly RetrySettings usual;

    public RetryConnectorTests() =>
        usual = new RetrySettings { Extra = 10, Delay = TimeSpan.FromSeconds(1), Jitter = RetryJitter.None, Clock = clock };

    [Theory]
    [InlineData(RetryBackoff.Constant, new double[] { 1, 1, 1, 1 })]
    [InlineData(RetryBackoff.Linear, new double[] { 1, 2, 3, 4 })]
    [InlineData(RetryBackoff.Exponential, new double[] { 1, 2, 4, 8 })]
    public async Task The_delay_grows_as_asked(RetryBackoff backoff, double[] expected)
    {
        Fail(Refused, times: 4);
        var connector = new RetryConnector(this, usual with { Backoff = backoff }, this);
        var connecting = connector.ConnectAsync(CancellationToken.None).AsTask();
        foreach (var seconds in expected)
        {
            Assert.Equal(TimeSpan.FromSeconds(seconds), await clock.PassAsync());
        }

        await (await connecting.WaitAsync(Patience.Limit)).DisposeAsync();
        Assert.Equal(expected.Select((seconds, i) => (i + 1, seconds)), retries);
    }

    [Fact]
    public async Task No_delay_is_longer_than_the_longest_asked_for()
    {
        Fail(Refused, times: 3);
        var connecting = new RetryConnector(this, usual with { MaxDelay = TimeSpan.FromSeconds(3) }, this).ConnectAsync(CancellationToken.None).AsTask();
        await clock.PassAsync();
        await clock.PassAsync();
        Assert.Equal(TimeSpan.FromSeconds(3), await clock.PassAsync());
        await connecting.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task After_the_last_attempt_its_failure_is_the_one_told()
    {
        Fail(Refused, times: 1);
        var last = new Failure(FailureKind.Unreachable, Operation.Connect);
        Fail(last, times: 2);
        var connecting = EndExtensions.FailureAsync(() => new RetryConnector(this, usual with { Extra = 2 }, this).ConnectAsync(CancellationToken.None).AsTask());
        await clock.PassAsync();
        await clock.PassAsync();
        Assert.Equal(last with { Awaited = true }, await connecting);
    }

    [Fact]
    public async Task When_the_budget_is_spent_the_last_failure_is_told()
    {
        Fail(Refused, times: 9);
        var settings = usual with { Budget = TimeSpan.FromSeconds(2.5) };
        var connecting = EndExtensions.FailureAsync(() => new RetryConnector(this, settings, this).ConnectAsync(CancellationToken.None).AsTask());
        await clock.PassAsync();
        await Patience.UntilAsync(() => retries.Count == 2);
        clock.Advance(TimeSpan.FromSeconds(1.5));
        Assert.Equal(Refused with { Awaited = true }, await connecting);
    }

    [Theory]
    [InlineData(FailureKind.Refused, Operation.Connect, 0, true)]
    [InlineData(FailureKind.Unreachable, Operation.Connect, 0, true)]
    [InlineData(FailureKind.ConnectTimedOut, Operation.Connect, 0, true)]
    [InlineData(FailureKind.NameNotResolved, Operation.Resolve, 0, true)]
    [InlineData(FailureKind.CannotBind, Operation.Connect, 13, false)]
    [InlineData(FailureKind.CannotBind, Operation.Bind, 99, false)]
    [InlineData(FailureKind.WouldBlock, Operation.Connect, 115, false)]
    [InlineData(FailureKind.Other, Operation.Option, 22, false)]
    public async Task Only_what_may_work_later_is_tried_again(FailureKind kind, Operation operation, int errno, bool again)
    {
        var failure = new Failure(kind, operation) { Errno = errno };
        Fail(failure, times: 1);
        var connecting = new RetryConnector(this, usual, this).ConnectAsync(CancellationToken.None).AsTask();
        if (again)
        {
            await clock.PassAsync();
            await connecting.WaitAsync(Patience.Limit);
        }
        else
        {
            Assert.Same(failure, await EndExtensions.FailureAsync(() => connecting));
        }
    }

    [Fact]
    public async Task Cancelling_ends_the_waiting_as_a_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        Fail(Refused, times: 1);
        var connecting = new RetryConnector(this, usual with { Extra = int.MaxValue }, this).ConnectAsync(cancellation.Token).AsTask();
        await clock.WaitedForAsync();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.WaitAsync(Patience.Limit));
    }

    public IConnector TellingTo(ITransportObserver observer) => this;

    public ValueTask<IConnection> ConnectAsync(CancellationToken cancellation) =>
        failures.TryDequeue(out var failure) ? throw new FailureException(failure) : ValueTask.FromResult<IConnection>(MemoryConnection.Pair().Near);

    void ITransportObserver.Retrying(int attempt, TimeSpan delay, Failure failure) => retries.Add((attempt, delay.TotalSeconds));

    private void Fail(Failure failure, int times)
    {
        for (var i = 0; i < times; i++)
        {
            failures.Enqueue(failure);
        }
    }
}
