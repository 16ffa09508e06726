using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;
using static SockTool.Core.Tests.Doubles.KernelEnds;

namespace SockTool.Core.Tests.Sessions;

/// <summary>What the kernel refuses or reports while it moves bytes.</summary>
public sealed class KernelPumpFailureTests : IDisposable
{
    private readonly KernelEnds ends;

    public KernelPumpFailureTests()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        ends = new KernelEnds();
    }

    public void Dispose() => ends.Dispose();

    [SkippableFact]
    public async Task What_a_descriptor_refuses_goes_through_the_buffer_from_the_same_byte_on()
    {
        // splice(2), EINVAL: the target file is opened in append mode.
        await File.WriteAllTextAsync(ends.PathOf("log"), "");
        using var log = ReplacingFile.Open(ends.PathOf("log"), FileWriting.Append);
        var running = KernelPump.RunAsync(new KernelRoute(ends.Near, log, KernelCall.SpliceThroughPipe), new PumpControl(Direction.FromPeer)).WaitAsync(Patience.Limit);
        await SayAllAsync(ends.Far);
        await ends.Far.EndAsync();
        Assert.Equal(new PumpResult(PumpEnd.EndOfInput, Much, Much), await running);
        Assert.Equal(Bytes, await File.ReadAllBytesAsync(ends.PathOf("log")));
    }

    [SkippableFact]
    public async Task A_full_device_is_told_with_its_number_and_nothing_counts_as_written()
    {
        using var full = Opened("/dev/full");
        await ends.Far.SayAsync("lost");
        var result = await RunAsync(ends.Near, full, KernelCall.SpliceThroughPipe);
        Assert.Equal((PumpEnd.DestinationFailed, 4, 0, "ENOSPC"), (result.End, result.Read, result.Written, Errno.NameOf(result.Failure!.Errno)));
    }

    [SkippableFact]
    public async Task A_pipe_that_lost_its_reader_is_told_as_a_closed_output()
    {
        ends.Pipe.CloseReader();
        await ends.Far.SayAsync("lost");
        var result = await RunAsync(ends.Near, ends.Pipe.Writer, KernelCall.SpliceIntoPipe);
        Assert.Equal((PumpEnd.DestinationFailed, FailureKind.OutputClosed, 0), (result.End, result.Failure?.Kind, result.Written));
    }

    [SkippableTheory]
    [InlineData("/dev/null", KernelCall.SpliceThroughPipe)]
    [InlineData("pipe", KernelCall.SpliceIntoPipe)]
    public async Task A_reset_is_the_source_s_failure(string destination, object call)
    {
        using var nowhere = Opened("/dev/null");
        var running = RunAsync(ends.Near, destination == "pipe" ? ends.Pipe.Writer : nowhere, (KernelCall)call);
        ends.Far.ResetOnClose();
        await ends.Far.DisposeAsync();
        var result = await running;
        Assert.Equal((PumpEnd.SourceFailed, FailureKind.Reset), (result.End, result.Failure?.Kind));
    }

    [SkippableFact]
    public async Task A_peer_that_has_reset_is_the_destination_s_failure()
    {
        using var file = ends.FileOfAll();
        ends.Far.ResetOnClose();
        await ends.Far.DisposeAsync();
        var result = await RunAsync(file, ends.Near, KernelCall.SendFile);
        Assert.Equal((PumpEnd.DestinationFailed, FailureKind.Reset, 0), (result.End, result.Failure?.Kind, result.Written));
    }

    // A socket tells its error once (SO_ERROR, socket(7)); asked again it says EPIPE, which is another exit code.
    [SkippableFact]
    public async Task A_reset_by_whom_it_is_passed_on_to_is_told_as_it_came()
    {
        ends.OtherFar.ResetOnClose();
        await ends.OtherFar.DisposeAsync();
        await ends.Far.SayAsync("lost");
        var result = await RunAsync(ends.Near, ends.OtherNear, KernelCall.SpliceThroughPipe);
        Assert.Equal((PumpEnd.DestinationFailed, FailureKind.Reset, Errno.ConnectionReset, 0), (result.End, result.Failure?.Kind, result.Failure?.Errno, result.Written));
    }

    [SkippableFact]
    public async Task A_stop_while_there_is_no_room_leaves_in_the_pipe_what_was_not_taken()
    {
        using var stop = new CancellationTokenSource();
        var running = RunAsync(ends.Pipe.Reader, ends.Near, KernelCall.SpliceIntoSocket, new PumpControl(Direction.ToPeer) { Stop = stop.Token });
        using var enough = new CancellationTokenSource();
        var filling = Assert.ThrowsAsync<WriteCancelledException>(async () =>
        {
            while (true)
            {
                await ends.Pipe.Writer.WriteAsync(Bytes, enough.Token);
            }
        });
        await Patience.UntilAsync(() => Readiness.Now(ends.Near.Descriptor, PollEvents.Write) == PollEvents.None);
        await stop.CancelAsync();
        var result = await running;
        await enough.CancelAsync();
        await filling;
        Assert.Equal((PumpEnd.Stopped, result.Written), (result.End, result.Read));
    }

    [SkippableFact]
    public async Task Silence_for_longer_than_a_read_may_take_is_told()
    {
        using var silent = SocketPair.Tcp();
        await using var limited = silent.Connection(new OperationLimits { Read = TimeSpan.FromMilliseconds(20) });
        using var nowhere = Opened("/dev/null");
        var result = await RunAsync(limited, nowhere, KernelCall.SpliceThroughPipe);
        Assert.Equal((PumpEnd.SourceFailed, FailureKind.TimedOut), (result.End, result.Failure?.Kind));
    }

    [SkippableTheory]
    [InlineData("file", KernelCall.SpliceThroughPipe)]
    [InlineData("pipe", KernelCall.SpliceIntoPipe)]
    public async Task An_urgent_mark_which_splice_does_not_pass_hides_nothing_behind_it(string destination, object call)
    {
        // Before, splice(2) said 0 there once the peer had ended: abc with exit 0.
        await ends.Far.SayAsync("abc");
        ends.Far.Socket.Send("!"u8, SocketFlags.OutOfBand);
        await ends.Far.SayAsync("def");
        await ends.Far.EndAsync();
        using var file = ReplacingFile.Open(ends.PathOf("out"), FileWriting.Replace);
        var result = await RunAsync(ends.Near, destination == "pipe" ? ends.Pipe.Writer : file, (KernelCall)call);
        Assert.Equal(new PumpResult(PumpEnd.EndOfInput, 6, 6), result);
    }

    [SkippableFact]
    public async Task A_stop_while_the_buffer_takes_over_loses_nothing_that_was_read()
    {
        await File.WriteAllTextAsync(ends.PathOf("log"), "");
        using var log = ReplacingFile.Open(ends.PathOf("log"), FileWriting.Append);
        using var stop = new CancellationTokenSource();
        await ends.Far.SayAsync("hello");
        var control = new PumpControl(Direction.FromPeer) { Stop = stop.Token, Observer = new StopAtFirstRead(stop) };
        var result = await KernelPump.RunAsync(new KernelRoute(ends.Near, log, KernelCall.SpliceThroughPipe), control).WaitAsync(Patience.Limit);
        Assert.Equal(new PumpResult(PumpEnd.Stopped, 5, 5), result);
    }

    [SkippableFact]
    public async Task An_input_that_cannot_be_read_is_not_the_peer_s_fault()
    {
        using var input = new DescriptorInput(DescriptorLibc.Open(ends.PathOf("in"), Unix.WriteOnly | Unix.Create, 0x180), "in");
        var result = await RunAsync(input, ends.Near, KernelCall.SendFile);
        Assert.Equal((PumpEnd.SourceFailed, FailureKind.InputUnreadable, "in"), (result.End, result.Failure?.Kind, result.Failure?.Subject));
    }

    private sealed class StopAtFirstRead(CancellationTokenSource stop) : ISessionObserver
    {
        public void Read(Direction direction, int count) => stop.Cancel();
    }
}
