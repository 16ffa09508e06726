using SockTool.Core.Connections;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Sessions;

public sealed class HeldBackTests : IDisposable
{
    private static readonly Failure Full = new(FailureKind.OutputUnwritable, Operation.Write) { Errno = 28 };
    private static readonly Failure Cut = new(FailureKind.Reset, Operation.Read);

    private readonly CollectingOutput inner = new();
    private readonly Stopper run = new();
    private readonly TaggedOutput output;

    public HeldBackTests() => output = new TaggedOutput(inner, new LineTagger(3, LineSource.Stream));

    public void Dispose() => run.Dispose();

    [Fact]
    public async Task The_end_of_the_stream_brings_the_rest_out()
    {
        await output.SayAsync("one\nrest");
        Assert.Equal("3\tone\n", inner.Text);
        Assert.Equal("rest".Length, output.NotWritten);
        await output.EndAsync();
        Assert.Equal("3\tone\n3\trest\n", inner.Text);
        Assert.True(inner.IsCompleted);
        Assert.Equal(new SessionResult { BytesReceived = 8 }, await ConcludeAsync(8));
    }

    [Fact]
    public async Task A_session_that_was_cut_brings_it_out_too()
    {
        await output.SayAsync("one\nrest");
        var result = await ConcludeAsync(8, Cut);
        Assert.Equal("3\tone\n3\trest\n", inner.Text);
        Assert.Equal((8, Cut), (result.BytesReceived, result.Failure));
    }

    [Fact]
    public async Task What_the_output_does_not_take_at_the_end_is_a_failure_and_not_received()
    {
        await output.SayAsync("one\nrest");
        inner.Fault = new FailureException(Full);
        var result = await ConcludeAsync(8);
        Assert.Equal((4, Full), (result.BytesReceived, result.Failure));
    }

    [Fact]
    public async Task After_a_write_that_failed_nothing_more_is_tried_and_the_first_failure_is_told()
    {
        inner.Fault = new FailureException(Full);
        await output.SayAsync("be");
        var failed = await Assert.ThrowsAsync<FailureException>(() => output.SayAsync("gun\nrest"));
        Assert.Equal("gun\nrest".Length, failed.Transferred);
        inner.Fault = null;
        var result = await ConcludeAsync(10, failed.Failure);
        Assert.Equal((0, Full, ""), (result.BytesReceived, result.Failure, inner.Text));
    }

    [Fact]
    public async Task An_output_that_stands_still_does_not_hold_a_run_that_is_stopped()
    {
        await output.SayAsync("rest");
        inner.Open = new TaskCompletionSource().Task;
        var concluding = ConcludeAsync(4);
        run.Stop(new StopReason(EndedBy.Signal, new Failure(FailureKind.Signalled, Operation.Run)));
        var result = await concluding.WaitAsync(Patience.Limit);
        Assert.Equal((0, FailureKind.OutputUnwritable, 4), (result.BytesReceived, result.Failure!.Kind, result.Failure.Bytes));
    }

    private Task<SessionResult> ConcludeAsync(long received, Failure? failure = null) =>
        HeldBack.ConcludeAsync(new SessionResult { BytesReceived = received, Failure = failure }, output, run, TimeProvider.System);
}
