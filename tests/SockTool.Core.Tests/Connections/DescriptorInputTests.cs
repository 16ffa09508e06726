using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Connections;

public sealed class DescriptorInputTests : IDisposable
{
    private readonly KernelPipe pipe = new();

    public void Dispose() => pipe.Dispose();

    [Fact]
    public async Task Bytes_come_as_they_were_written_and_then_the_end()
    {
        await pipe.Writer.SayAsync("hello");
        pipe.CloseWriter();
        Assert.Equal("hello", await pipe.Reader.HearAllAsync());
    }

    [Fact]
    public async Task A_read_waits_for_bytes_that_are_not_there_yet()
    {
        var reading = pipe.Reader.HearAsync("late");
        Assert.False(reading.IsCompleted);
        await pipe.Writer.SayAsync("late");
        await reading;
    }

    [Fact]
    public async Task A_cancelled_read_loses_no_byte()
    {
        using var cancellation = new CancellationTokenSource();
        var reading = pipe.Reader.ReadAsync(new byte[16], cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(Patience.Limit));
        await pipe.Writer.SayAsync("hello");
        await pipe.Reader.HearAsync("hello");
    }

    [Fact]
    public async Task O_nonblock_set_by_somebody_else_stays_set_and_is_no_error()
    {
        Unix.SetNonBlocking(pipe.ReadDescriptor);
        var reading = pipe.Reader.HearAsync("hello");
        await pipe.Writer.SayAsync("hello");
        await reading;
        Assert.True(Unix.IsNonBlocking(pipe.ReadDescriptor));
    }

    [Fact]
    public async Task O_nonblock_is_never_set_by_us()
    {
        await pipe.Writer.SayAsync("hello");
        await pipe.Reader.HearAsync("hello");
        Assert.False(Unix.IsNonBlocking(pipe.ReadDescriptor));
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_with_its_name_and_number()
    {
        using var unreadable = new DescriptorInput(DescriptorLibc.Open("/", Unix.ReadOnly | Unix.CloseOnExec, 0), "/");
        var failure = await EndExtensions.FailureAsync(() => unreadable.HearAllAsync());
        Assert.Equal((FailureKind.InputUnreadable, "/", "EISDIR"), (failure.Kind, failure.Subject, Errno.NameOf(failure.Errno)));
    }

    [Fact]
    public void A_file_that_is_not_there_is_told_with_its_name_and_number()
    {
        var failure = Assert.Throws<FailureException>(() => InputFile.Open("/nowhere/at/all")).Failure;
        Assert.Equal((FailureKind.InputUnreadable, "/nowhere/at/all", Errno.NotThere), (failure.Kind, failure.Subject, failure.Errno));
    }
}
