using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;
using static SockTool.Core.Tests.Doubles.KernelEnds;

namespace SockTool.Core.Tests.Sessions;

/// <summary>The kernel moves every byte, in order.</summary>
public sealed class KernelPumpTests : IDisposable
{
    private readonly KernelEnds ends;

    public KernelPumpTests()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        ends = new KernelEnds();
    }

    public void Dispose() => ends.Dispose();

    [SkippableFact]
    public async Task A_file_goes_into_a_socket_by_sendfile_from_where_it_stands()
    {
        using var file = ends.FileOfAll();
        Assert.Equal(10, DescriptorIo.Read(file.ReadDescriptor!.Value, new byte[10]));
        var hearing = HearAsync(ends.Far);
        Assert.Equal(new PumpResult(PumpEnd.EndOfInput, Much - 10, Much - 10), await RunAsync(file, ends.Near, KernelCall.SendFile));
        await ends.Near.EndAsync();
        Assert.Equal(Bytes[10..], await hearing);
    }

    [SkippableFact]
    public async Task A_pipe_goes_into_a_socket()
    {
        var hearing = HearAsync(ends.Far);
        var running = RunAsync(ends.Pipe.Reader, ends.Near, KernelCall.SpliceIntoSocket);
        await SayAllAsync(ends.Pipe.Writer);
        ends.Pipe.CloseWriter();
        Assert.Equal(new PumpResult(PumpEnd.EndOfInput, Much, Much), await running);
        await ends.Near.EndAsync();
        Assert.Equal(Bytes, await hearing);
    }

    [SkippableFact]
    public async Task A_pipe_has_begun_before_its_first_byte_goes_out()
    {
        await ends.Pipe.Writer.WriteAsync("x"u8.ToArray(), CancellationToken.None);
        await BeginsWithoutRoomAsync(ends.Pipe.Reader, KernelCall.SpliceIntoSocket);
    }

    [SkippableFact]
    public async Task A_file_has_begun_before_its_first_byte_goes_out()
    {
        using var file = ends.FileOfAll();
        await BeginsWithoutRoomAsync(file, KernelCall.SendFile);
    }

    [SkippableFact]
    public async Task A_socket_goes_into_a_pipe()
    {
        var hearing = HearAsync(ends.Pipe.Reader);
        var running = RunAsync(ends.Near, ends.Pipe.Writer, KernelCall.SpliceIntoPipe);
        await SayAllAsync(ends.Far);
        await ends.Far.EndAsync();
        Assert.Equal(new PumpResult(PumpEnd.EndOfInput, Much, Much), await running);
        ends.Pipe.CloseWriter();
        Assert.Equal(Bytes, await hearing);
    }

    [SkippableFact]
    public async Task A_socket_goes_into_a_file()
    {
        using var file = ReplacingFile.Open(ends.PathOf("out"), FileWriting.Replace);
        var running = RunAsync(ends.Near, file, KernelCall.SpliceThroughPipe);
        await SayAllAsync(ends.Far);
        await ends.Far.EndAsync();
        Assert.Equal(new PumpResult(PumpEnd.EndOfInput, Much, Much), await running);
        file.Commit();
        Assert.Equal(Bytes, await File.ReadAllBytesAsync(ends.PathOf("out")));
    }

    [SkippableFact]
    public async Task A_socket_goes_into_a_socket()
    {
        var hearing = HearAsync(ends.OtherFar);
        var running = RunAsync(ends.Near, ends.OtherNear, KernelCall.SpliceThroughPipe);
        await SayAllAsync(ends.Far);
        await ends.Far.EndAsync();
        Assert.Equal(new PumpResult(PumpEnd.EndOfInput, Much, Much), await running);
        await ends.OtherNear.EndAsync();
        Assert.Equal(Bytes, await hearing);
    }

    [SkippableFact]
    public async Task A_limit_is_exact_and_what_comes_after_it_stays_in_the_socket()
    {
        using var nowhere = Opened("/dev/null");
        var saying = SayAllAsync(ends.Far);
        var control = new PumpControl(Direction.FromPeer) { Limit = Much - 5 };
        Assert.Equal(new PumpResult(PumpEnd.LimitReached, Much - 5, Much - 5), await RunAsync(ends.Near, nowhere, KernelCall.SpliceThroughPipe, control));
        await saying;
        await ends.Far.EndAsync();
        Assert.Equal(Bytes[^5..], await HearAsync(ends.Near));
    }

    [SkippableFact]
    public void What_would_block_or_is_appended_to_takes_the_way_through_the_buffer()
    {
        using var log = ReplacingFile.Open(ends.PathOf("log"), FileWriting.Append);
        using var blocking = SocketPair.Tcp();
        Assert.Null(KernelRoute.Between(ends.Near, log));
        Assert.Null(KernelRoute.Between(new DescriptorInput((int)blocking.Near.Handle, "socket"), ends.Pipe.Writer));
        Assert.Null(KernelRoute.Between(new SocketConnection(blocking.Far, new OperationLimits { Read = TimeSpan.Zero }, TimeProvider.System), ends.Pipe.Writer));
        Assert.Null(KernelRoute.Between(new PayloadInput(Bytes), ends.Near));
    }

    /// <summary>A peer can answer, and end, before the call that sent it the first byte is back. What is known where there is no room was known before that call.</summary>
    private async Task BeginsWithoutRoomAsync(IInput source, KernelCall call)
    {
        await ends.FillNearAsync();
        using var stop = new CancellationTokenSource();
        var control = new PumpControl(Direction.ToPeer) { Stop = stop.Token };
        var running = RunAsync(source, ends.Near, call, control);
        await Patience.UntilAsync(() => control.Activity.InputHasBegun);
        await stop.CancelAsync();
        Assert.Equal(new PumpResult(PumpEnd.Stopped, 0, 0), await running);
    }
}
