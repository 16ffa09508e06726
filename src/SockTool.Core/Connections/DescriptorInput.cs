using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>
/// Reads an inherited or opened descriptor as it is: it never changes the descriptor's flags, works when somebody
/// else has set O_NONBLOCK, and waits before it reads, so that a cancelled read leaves nothing behind.
/// </summary>
public sealed class DescriptorInput(int descriptor, string name) : IKernelInput, IReadable, IDisposable
{
    private int closed;

    public int? ReadDescriptor => descriptor;

    public bool IsReadable => Readiness.Now(descriptor, PollEvents.Read) != PollEvents.None;

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        int count;
        while (!TryRead(buffer.Span, out count))
        {
            await WaitToReadAsync(Resume.OnThePool, cancellation);
        }

        return count;
    }

    public bool TryRead(Span<byte> buffer, out int count)
    {
        // Whoever shares it may not have set O_NONBLOCK: the read would block.
        count = Readiness.Now(descriptor, PollEvents.Read) == PollEvents.None ? -Errno.TryAgain : DescriptorIo.Read(descriptor, buffer);
        return count >= 0 || (-count == Errno.TryAgain ? false : throw new FailureException(DescribeRead(-count)));
    }

    public async ValueTask WaitToReadAsync(Resume resume, CancellationToken cancellation) =>
        await Readiness.WaitAsync(descriptor, PollEvents.Read, cancellation);

    public Failure DescribeRead(int errno) => new(FailureKind.InputUnreadable, Operation.Read) { Subject = name, Errno = errno };

    public void Dispose()
    {
        if (descriptor > StandardDescriptors.Error && Interlocked.Exchange(ref closed, 1) == 0)
        {
            _ = Libc.Close(descriptor);
        }
    }
}
