using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Sessions;

public sealed class BufferPumpTests
{
    private readonly CollectingOutput output = new();
    private readonly PumpControl control = new(Direction.ToPeer);

    [Fact]
    public async Task Everything_is_moved_read_by_read_to_the_end_of_the_input()
    {
        var result = await RunAsync(Pieces("one", "two"), control);
        Assert.Equal(new PumpResult(PumpEnd.EndOfInput, 6, 6), result);
        Assert.Equal(["one"u8.ToArray(), "two"u8.ToArray()], output.Writes);
        Assert.False(output.IsCompleted);
    }

    [Fact]
    public async Task A_read_asks_for_no_more_than_the_buffer_size()
    {
        await RunAsync(Pieces("abcdefg"), control with { BufferSize = 3 });
        Assert.Equal([3, 3, 1], output.Writes.Select(write => write.Length));
    }

    [Fact]
    public async Task The_limit_is_exact_and_what_comes_after_it_is_not_read()
    {
        var input = Pieces("abcde", "fgh");
        Assert.Equal(new PumpResult(PumpEnd.LimitReached, 4, 4), await RunAsync(input, control with { Limit = 4 }));
        Assert.Equal(("abcd", 1), (output.Text, input.Reads));
    }

    [Fact]
    public async Task An_empty_message_is_passed_on_and_is_no_end()
    {
        var result = await RunAsync(new MessagesInput("one", "", "two"), control);
        Assert.Equal(new PumpResult(PumpEnd.EndOfInput, 6, 6), result);
        Assert.Equal(["one"u8.ToArray(), [], "two"u8.ToArray()], output.Writes);
    }

    [Fact]
    public async Task An_empty_payload_is_one_empty_message_and_no_payload_is_none()
    {
        await RunAsync(new PayloadInput(ReadOnlyMemory<byte>.Empty), control);
        Assert.Equal([[]], output.Writes);
        await RunAsync(PayloadInput.Empty, control);
        Assert.Single(output.Writes);
    }

    [Fact]
    public async Task A_limit_of_nothing_reads_nothing() =>
        Assert.Equal(new PumpResult(PumpEnd.LimitReached, 0, 0), await RunAsync(Pieces("abc"), control with { Limit = 0 }));

    [Fact]
    public async Task A_source_that_fails_is_a_value_in_the_result()
    {
        var (near, far) = MemoryConnection.Pair();
        await far.SayAsync("abc");
        far.Reset();
        var result = await RunAsync(near, control);
        Assert.Equal((PumpEnd.SourceFailed, 3, 3, FailureKind.Reset), (result.End, result.Read, result.Written, result.Failure?.Kind));
    }

    [Fact]
    public async Task A_destination_that_fails_is_a_value_with_the_bytes_it_took()
    {
        output.Fault = new FailureException(new Failure(FailureKind.OutputUnwritable, Operation.Write), transferred: 2);
        var result = await RunAsync(Pieces("abcde"), control);
        Assert.Equal((PumpEnd.DestinationFailed, 5, 2, FailureKind.OutputUnwritable), (result.End, result.Read, result.Written, result.Failure?.Kind));
    }

    [Fact]
    public async Task Stopping_ends_a_read_and_what_was_read_is_still_delivered()
    {
        using var stop = new CancellationTokenSource();
        var (near, far) = MemoryConnection.Pair();
        var open = new TaskCompletionSource();
        output.Open = open.Task;
        await far.SayAsync("abc");
        var running = RunAsync(near, control with { Stop = stop.Token });
        await stop.CancelAsync();
        open.SetResult();
        Assert.Equal(new PumpResult(PumpEnd.Stopped, 3, 3), await running);
    }

    [Fact]
    public async Task Aborting_ends_a_write_too_and_its_bytes_are_not_counted_as_written()
    {
        using var abort = new CancellationTokenSource();
        output.Open = new TaskCompletionSource().Task;
        var running = RunAsync(Pieces("abc"), control with { Abort = abort.Token });
        await abort.CancelAsync();
        Assert.Equal(new PumpResult(PumpEnd.Stopped, 3, 0), await running);
    }

    [Fact]
    public async Task Observers_see_the_bytes_only_if_they_need_them()
    {
        var observer = new Watcher();
        await RunAsync(Pieces("abc"), control with { Observer = observer });
        Assert.Equal(["read ToPeer 3", "written ToPeer 3"], observer.Seen);
    }

    [Fact]
    public async Task Bytes_are_seen_before_the_other_end_has_them()
    {
        output.Open = new TaskCompletionSource().Task;
        var observer = new Watcher { NeedsBytes = true };
        using var abort = new CancellationTokenSource();
        var running = RunAsync(Pieces("abc"), control with { Observer = observer, Abort = abort.Token });
        await Patience.UntilAsync(() => observer.Seen.Count == 2);
        Assert.Equal(["read ToPeer 3", "came ToPeer abc"], observer.Seen);
        await abort.CancelAsync();
        Assert.Equal(PumpEnd.Stopped, (await running).End);
    }

    [Fact]
    public async Task The_first_byte_of_the_peer_is_timed()
    {
        var clock = new ManualClock();
        var activity = new SessionActivity(clock);
        clock.Advance(TimeSpan.FromSeconds(3));
        await RunAsync(Pieces("abc"), new PumpControl(Direction.FromPeer) { Activity = activity });
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(3), activity.ToFirstByte);
        Assert.False(activity.InputHasBegun);
    }

    private static PiecesInput Pieces(params string[] pieces) => new(pieces.Select(piece => piece.Latin1()));

    private Task<PumpResult> RunAsync(IInput input, PumpControl how) => new BufferPump().RunAsync(input, output, how).WaitAsync(Patience.Limit);

    private sealed class Watcher : ISessionObserver
    {
        public List<string> Seen { get; } = [];

        public bool NeedsBytes { get; init; }

        public void Read(Direction direction, int count) => Seen.Add($"read {direction} {count}");

        public void Written(Direction direction, int count) => Seen.Add($"written {direction} {count}");

        public void Came(Direction direction, ReadOnlySpan<byte> bytes) => Seen.Add($"came {direction} {System.Text.Encoding.ASCII.GetString(bytes)}");

        public void Passed(Direction direction, ReadOnlySpan<byte> bytes) => Seen.Add("passed");
    }
}
