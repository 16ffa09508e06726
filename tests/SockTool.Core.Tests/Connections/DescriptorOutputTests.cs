using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Connections;

public sealed class DescriptorOutputTests : IDisposable
{
    private const int MoreThanAPipeHolds = 1 << 20;

    private readonly KernelPipe pipe = new();

    public void Dispose() => pipe.Dispose();

    [Fact]
    public async Task More_than_a_pipe_holds_goes_through_whole()
    {
        var text = new string('x', MoreThanAPipeHolds);
        var writing = WriteAndCloseAsync(text);
        Assert.Equal(text.Length, (await pipe.Reader.HearAllAsync()).Length);
        await writing;
    }

    [Fact]
    public async Task A_full_pipe_that_nobody_reads_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var writing = pipe.Writer.WriteAsync(new byte[MoreThanAPipeHolds], cancellation.Token).AsTask();
        Assert.False(writing.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing.WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task O_nonblock_set_by_somebody_else_stays_set_and_is_no_error()
    {
        Unix.SetNonBlocking(pipe.WriteDescriptor);
        var writing = WriteAndCloseAsync(new string('x', MoreThanAPipeHolds));
        Assert.Equal(MoreThanAPipeHolds, (await pipe.Reader.HearAllAsync()).Length);
        await writing;
    }

    [Fact]
    public async Task O_nonblock_is_never_set_on_the_descriptor_that_others_share()
    {
        await pipe.Writer.SayAsync("hello");
        Assert.False(Unix.IsNonBlocking(pipe.WriteDescriptor));
    }

    [Fact]
    public async Task A_reader_that_went_away_is_the_failure_of_exit_141()
    {
        pipe.CloseReader();
        var failure = await EndExtensions.FailureAsync(() => pipe.Writer.SayAsync("hello"));
        Assert.Equal((FailureKind.OutputClosed, "out", Errno.BrokenPipe), (failure.Kind, failure.Subject, failure.Errno));
    }

    [Fact]
    public async Task A_reader_that_goes_away_is_noticed_without_a_write()
    {
        var departure = pipe.Writer.WaitForDepartureAsync(CancellationToken.None);
        Assert.False(departure.IsCompleted);
        pipe.CloseReader();
        Assert.Equal(FailureKind.OutputClosed, (await departure.WaitAsync(Patience.Limit))?.Kind);
    }

    [Fact]
    public async Task A_failed_write_tells_how_many_bytes_were_taken_before()
    {
        var writing = pipe.Writer.WriteAsync(new byte[MoreThanAPipeHolds], CancellationToken.None).AsTask();
        await pipe.Reader.ReadOnceAsync(new byte[1]);
        pipe.CloseReader();
        var failed = await Assert.ThrowsAsync<FailureException>(() => writing.WaitAsync(Patience.Limit));
        Assert.InRange(failed.Transferred, 1, MoreThanAPipeHolds - 1);
    }

    [Fact]
    public async Task A_file_cannot_depart()
    {
        var path = Path.GetTempFileName();
        using var file = new DescriptorOutput(DescriptorLibc.Open(path, Unix.WriteOnly | Unix.CloseOnExec, 0), path);
        using var cancellation = new CancellationTokenSource();
        var departure = file.WaitForDepartureAsync(cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => departure);
        File.Delete(path);
    }

    [Fact]
    public void Ending_it_twice_closes_no_descriptor_that_took_its_number_since()
    {
        const int FarFromTheOthers = 700;
        using var device = File.OpenHandle("/dev/null");
        var number = Libc.Duplicate((int)device.DangerousGetHandle(), FarFromTheOthers);
        var output = new DescriptorOutput(number, "device");
        output.Dispose();
        Libc.Duplicate((int)device.DangerousGetHandle(), FarFromTheOthers);
        output.Dispose();
        Assert.True(Unix.IsOpen(number));
        _ = Libc.Close(number);
    }

    private async Task WriteAndCloseAsync(string text)
    {
        await pipe.Writer.SayAsync(text);
        pipe.CloseWriter();
    }
}
