using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Connections;

public sealed class SharedOutputTests : IDisposable
{
    private readonly CollectingOutput inner = new();
    private readonly SharedOutput shared;

    public SharedOutputTests() => shared = new SharedOutput(inner);

    public void Dispose() => shared.Dispose();

    [Fact]
    public async Task A_write_goes_out_whole_before_the_next_begins()
    {
        var open = new TaskCompletionSource();
        inner.Open = open.Task;
        var first = shared.SayAsync("first");
        var second = shared.SayAsync("second");
        open.SetResult();
        await Task.WhenAll(first, second).WaitAsync(Patience.Limit);
        Assert.Equal("firstsecond", inner.Text);
    }

    [Fact]
    public async Task A_write_that_failed_or_was_cancelled_does_not_hold_the_others()
    {
        inner.Fault = new FailureException(new Failure(FailureKind.OutputUnwritable, Operation.Write));
        await EndExtensions.FailureAsync(() => shared.SayAsync("lost"));
        inner.Fault = null;
        inner.Open = new TaskCompletionSource().Task;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => shared.WriteAsync("x".Latin1(), new CancellationToken(canceled: true)).AsTask());
        inner.Open = Task.CompletedTask;
        await shared.SayAsync("kept").WaitAsync(Patience.Limit);
        Assert.Equal("kept", inner.Text);
    }

    [Fact]
    public async Task The_rest_of_a_write_that_was_given_up_half_way_comes_before_the_next()
    {
        inner.TakesBeforeCancelled = 2;
        var given = await Assert.ThrowsAsync<WriteCancelledException>(() => shared.SayAsync("line\n"));
        Assert.Equal(2, given.Transferred);
        inner.TakesBeforeCancelled = 1;
        Assert.Equal(0, (await Assert.ThrowsAsync<WriteCancelledException>(() => shared.SayAsync("lost"))).Transferred);
        inner.TakesBeforeCancelled = null;
        await shared.SayAsync("next\n");
        Assert.Equal("line\nnext\n", inner.Text);
    }

    [Fact]
    public async Task One_session_does_not_end_it_for_the_others()
    {
        await shared.EndAsync();
        Assert.False(inner.IsCompleted);
    }
}
