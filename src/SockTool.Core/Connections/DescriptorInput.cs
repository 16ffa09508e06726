using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>
/// Reads an inherited or opened descriptor as it is: it never changes the descriptor's flags, works when somebody
/// else has set O_NONBLOCK, and waits by poll(2), so that a cancelled read leaves nothing behind.
/// </summary>
public sealed class DescriptorInput(int descriptor, string name) : IKernelInput, IDisposable
{
    private int closed;

    public int? ReadDescriptor => descriptor;

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        while (true)
        {
            await WaitToReadAsync(Resume.OnThePool, cancellation);
            var count = DescriptorIo.Read(descriptor, buffer.Span);
            if (count >= 0)
            {
                return count;
            }

            if (-count != Errno.TryAgain)
            {
                throw new FailureException(DescribeRead(-count));
            }
        }
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
