using System.Runtime.Versioning;
using SockTool.Core.Native;
using SockTool.Core.Tests.Doubles;

namespace SockTool.Core.Tests.Native;

[UnsupportedOSPlatform("windows")]
public sealed class PollLoopTests : ReadinessLoopContract
{
    private static readonly Lazy<PollLoop> OneForAll = new(() => new PollLoop());

    private protected override ReadinessLoop Loop => OneForAll.Value;
}

[UnsupportedOSPlatform("windows")]
public sealed class EpollLoopTests : ReadinessLoopContract
{
    private static readonly Lazy<EpollLoop> OneForAll = new(() => new EpollLoop());

    private protected override ReadinessLoop Loop
    {
        get
        {
            Skip.IfNot(OperatingSystem.IsLinux());
            return OneForAll.Value;
        }
    }

    [SkippableFact]
    public async Task A_file_that_is_always_ready_is_told_at_once()
    {
        using var file = File.OpenHandle(Path.GetTempFileName(), options: FileOptions.DeleteOnClose);
        Assert.Equal(PollEvents.Read, await Start((int)file.DangerousGetHandle(), PollEvents.Read).WaitAsync(Patience.Limit));
    }

    [SkippableFact]
    public async Task A_descriptor_that_is_not_open_is_told_and_does_not_hang() =>
        Assert.Equal(PollEvents.NotOpen, await Start(int.MaxValue, PollEvents.Read).WaitAsync(Patience.Limit));
}

/// <summary>What every loop must show.</summary>
[UnsupportedOSPlatform("windows")]
public abstract class ReadinessLoopContract : IAsyncLifetime
{
    private readonly int reader;
    private readonly int writer;

    protected ReadinessLoopContract() => (reader, writer) = KernelPipe.Open();

    private protected abstract ReadinessLoop Loop { get; }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        _ = Libc.Close(reader);
        _ = Libc.Close(writer);
        return Task.CompletedTask;
    }

    [SkippableFact]
    public async Task A_wait_ends_when_the_descriptor_is_ready()
    {
        var waiting = Start(reader, PollEvents.Read);
        Assert.False(waiting.IsCompleted);
        DescriptorIo.Write(writer, "x"u8);
        Assert.Equal(PollEvents.Read, await waiting.WaitAsync(Patience.Limit));
    }

    [SkippableFact]
    public async Task A_wait_can_be_started_again_and_again()
    {
        var wait = new DescriptorWait(reader, Resume.InPlace, Loop);
        for (var i = 0; i < 100; i++)
        {
            var waiting = wait.StartAsync(PollEvents.Read, CancellationToken.None).AsTask();
            DescriptorIo.Write(writer, "x"u8);
            Assert.Equal(PollEvents.Read, await waiting.WaitAsync(Patience.Limit));
            Assert.Equal(1, DescriptorIo.Read(reader, new byte[16]));
        }
    }

    [SkippableFact]
    public async Task A_cancelled_wait_leaves_every_byte_where_it_was()
    {
        using var cancellation = new CancellationTokenSource();
        var waiting = Start(reader, PollEvents.Read, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience.Limit));
        DescriptorIo.Write(writer, "abc"u8);
        Assert.Equal(3, DescriptorIo.Read(reader, new byte[16]));
    }

    [SkippableFact]
    public async Task A_cancelled_wait_does_not_end_another_for_the_same_descriptor()
    {
        using var cancellation = new CancellationTokenSource();
        var leaving = Start(reader, PollEvents.Read, cancellation.Token);
        var staying = Start(reader, PollEvents.Read);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving.WaitAsync(Patience.Limit));
        Assert.False(staying.IsCompleted);
        DescriptorIo.Write(writer, "x"u8);
        Assert.Equal(PollEvents.Read, await staying.WaitAsync(Patience.Limit));
    }

    [SkippableFact]
    public async Task The_other_ends_leaving_is_told_unasked_and_only_then()
    {
        var waiting = Start(writer, PollEvents.None);
        await Start(writer, PollEvents.Write);
        Assert.False(waiting.IsCompleted);
        var (another, spare) = KernelPipe.Open();
        _ = Libc.Duplicate(another, reader);
        _ = Libc.Close(another);
        _ = Libc.Close(spare);
        Assert.Equal(PollEvents.Error, await waiting.WaitAsync(Patience.Limit) & PollEvents.Error);
    }

    [SkippableFact]
    public async Task Many_wait_for_one_descriptor_and_all_are_told()
    {
        var waiting = Enumerable.Range(0, 100).Select(_ => Start(reader, PollEvents.Read)).ToArray();
        DescriptorIo.Write(writer, "x"u8);
        Assert.All(await Task.WhenAll(waiting).WaitAsync(Patience.Limit), seen => Assert.Equal(PollEvents.Read, seen));
    }

    [SkippableFact]
    public async Task A_number_that_went_to_another_file_is_waited_for_anew()
    {
        using var cancellation = new CancellationTokenSource();
        var before = Start(reader, PollEvents.Read, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => before.WaitAsync(Patience.Limit));
        var (another, itsWriter) = KernelPipe.Open();
        _ = Libc.Duplicate(another, reader);
        var after = Start(reader, PollEvents.Read);
        DescriptorIo.Write(itsWriter, "x"u8);
        Assert.Equal(PollEvents.Read, await after.WaitAsync(Patience.Limit));
        _ = Libc.Close(another);
        _ = Libc.Close(itsWriter);
    }

    private protected Task<PollEvents> Start(int descriptor, PollEvents wanted, CancellationToken cancellation = default) =>
        new DescriptorWait(descriptor, Resume.OnThePool, Loop).StartAsync(wanted, cancellation).AsTask();
}
