namespace SockTool.Core.Connections;

/// <summary>
/// A live two-way channel whose two ways end independently of each other.
/// Expected failures of any member are thrown as <see cref="FailureException"/>.
/// </summary>
/// <remarks>
/// Not a <see cref="Stream"/>: a stream cannot end one way and keep the other (dotnet/runtime#43290).
/// </remarks>
public interface IConnection : IInput, IOutput, IAsyncDisposable
{
    /// <summary>What people call the other end: an address, a path.</summary>
    string Name { get; }
}

/// <summary>The half of a connection that bytes come out of.</summary>
public interface IInput
{
    /// <summary>Reads at most <paramref name="buffer"/>'s length in bytes; 0 means that the other side ended this way.</summary>
    ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation);
}

/// <summary>The half of a connection that bytes go into.</summary>
public interface IOutput
{
    /// <summary>Writes every byte of <paramref name="bytes"/>, or throws with the count of those that were taken.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    /// <summary>Ends this way only (half-close, shutdown(2) SHUT_WR); the other way stays open.</summary>
    ValueTask CompleteWritesAsync(CancellationToken cancellation);
}
