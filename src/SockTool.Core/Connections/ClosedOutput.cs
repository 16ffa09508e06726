using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>An output that was closed before we started: nothing can be written to it.</summary>
public sealed class ClosedOutput(string name) : IOutput
{
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
        throw new FailureException(new Failure(FailureKind.OutputUnwritable, Operation.Write) { Subject = name, Errno = Errno.BadDescriptor });

    public ValueTask CompleteWritesAsync(CancellationToken cancellation) => ValueTask.CompletedTask;
}
