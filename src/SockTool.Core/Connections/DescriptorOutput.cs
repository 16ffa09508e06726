using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>
/// Writes an inherited or opened descriptor as it is, without ever blocking in write(2): it waits by poll(2) and then
/// writes no more than is sure to fit, unless the descriptor has a non-blocking twin of our own.
/// </summary>
public sealed class DescriptorOutput : IKernelOutput, IDeparture, IDisposable
{
    // POSIX: poll's POLLOUT on a pipe promises room for PIPE_BUF bytes, 4096 on Linux and 512 at least anywhere (pipe(7)).
    private static readonly int SureToFit = Platform.HasLinuxCalls ? 4096 : 512;

    private readonly int descriptor;
    private readonly string name;
    private readonly OutputKind kind;
    private readonly int twin;
    private int closed;

    public DescriptorOutput(int descriptor, string name)
    {
        this.descriptor = descriptor;
        this.name = name;
        kind = FileIdentity.KindOf(descriptor);
        twin = kind is OutputKind.Stream ? TryOpenTwin(descriptor) : -1;
    }

    public int? WriteDescriptor => Target;

    private int Target => twin >= 0 ? twin : descriptor;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var taken = 0;
        try
        {
            while (taken < bytes.Length)
            {
                taken += await WriteSomeAsync(bytes[taken..], cancellation);
            }
        }
        catch (FailureException failed)
        {
            throw new FailureException(failed.Failure, taken);
        }
        catch (OperationCanceledException)
        {
            throw new WriteCancelledException(taken, cancellation);
        }
    }

    public ValueTask CompleteWritesAsync(CancellationToken cancellation)
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public async ValueTask WaitToWriteAsync(CancellationToken cancellation) => await Readiness.WaitAsync(Target, PollEvents.Write, cancellation);

    public Failure DescribeWrite(int errno) =>
        new(errno == Errno.BrokenPipe ? FailureKind.OutputClosed : FailureKind.OutputUnwritable, Operation.Write) { Subject = name, Errno = errno };

    public async Task<Failure?> WaitForDepartureAsync(CancellationToken cancellation)
    {
        if (kind == OutputKind.Storage)
        {
            return await Never.DepartsAsync(cancellation);
        }

        await Readiness.WaitAsync(Target, PollEvents.None, cancellation);
        return DescribeWrite(Errno.BrokenPipe);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref closed, 1) == 1)
        {
            return;
        }

        if (twin >= 0)
        {
            StandardDescriptors.LetGo(twin);
        }

        if (descriptor > StandardDescriptors.Error)
        {
            StandardDescriptors.LetGo(descriptor);
        }
        else
        {
            StandardDescriptors.Release(descriptor);
        }
    }

    /// <summary>The count of bytes taken; 0 where there was no room after all.</summary>
    private async ValueTask<int> WriteSomeAsync(ReadOnlyMemory<byte> rest, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var mayBlock = kind != OutputKind.Storage && twin < 0;
        if (mayBlock)
        {
            await WaitToWriteAsync(cancellation);
        }

        var count = DescriptorIo.Write(Target, mayBlock && rest.Length > SureToFit ? rest.Span[..SureToFit] : rest.Span);
        if (-count == Errno.TryAgain)
        {
            await WaitToWriteAsync(cancellation);
            return 0;
        }

        return count >= 0 ? count : throw new FailureException(DescribeWrite(-count));
    }

    // Opening the same pipe or terminal again gives a file description of our own, so that O_NONBLOCK is not
    // seen by those who share the inherited one (proc(5), /proc/pid/fd). Not so on macOS, where it is a dup(2).
    private static int TryOpenTwin(int descriptor) => Platform.HasLinuxCalls
        ? StandardDescriptors.Hold(() => DescriptorLibc.Open($"/proc/self/fd/{descriptor}", Unix.WriteOnly | Unix.NonBlocking | Unix.CloseOnExec | Unix.NoControllingTerminal, 0))
        : -1;
}
