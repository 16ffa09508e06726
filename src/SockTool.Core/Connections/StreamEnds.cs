namespace SockTool.Core.Connections;

/// <summary>A stream as an input, for systems without descriptors and for tests.</summary>
public sealed class StreamInput(Stream stream, string name) : IInput, IDisposable
{
    public void Dispose() => stream.Dispose();

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await stream.ReadAsync(buffer, cancellation);
        }
        catch (IOException error)
        {
            throw new FailureException(new Failure(FailureKind.InputUnreadable, Operation.Read) { Subject = name, Errno = error.HResult & 0xffff });
        }
    }
}

/// <summary>A stream as an output, for systems without descriptors and for tests.</summary>
public sealed class StreamOutput(Stream stream, string name) : IOutput
{
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await stream.WriteAsync(bytes, cancellation);
            await stream.FlushAsync(cancellation);
        }
        catch (IOException error)
        {
            throw new FailureException(new Failure(FailureKind.OutputUnwritable, Operation.Write) { Subject = name, Errno = error.HResult & 0xffff });
        }
    }

    public async ValueTask CompleteWritesAsync(CancellationToken cancellation) => await stream.DisposeAsync();
}

/// <summary>An output that was closed before we started: nothing can be written to it.</summary>
public sealed class ClosedOutput(string name) : IOutput
{
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
        throw new FailureException(new Failure(FailureKind.OutputUnwritable, Operation.Write) { Subject = name, Errno = Native.Errno.BadDescriptor });

    public ValueTask CompleteWritesAsync(CancellationToken cancellation) => ValueTask.CompletedTask;
}
