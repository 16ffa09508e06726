using System.Net.Sockets;
using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>An end with a number in the kernel's table: fileno(3).</summary>
public interface IFileNumber
{
    int Descriptor { get; }
}

/// <summary>An input that can be waited for without a buffer: what is silent holds none.</summary>
public interface IWaitable : IInput
{
    /// <summary>Completes when there is something to read: bytes, the end or a failure. Keeps to the same limit as a read.</summary>
    ValueTask WaitToReadAsync(Resume resume, CancellationToken cancellation);
}

/// <summary>An input with a descriptor under it, whose bytes the kernel can move by itself.</summary>
public interface IKernelInput : IWaitable
{
    /// <summary>The descriptor to move from; null where bytes must pass through <see cref="IInput.ReadAsync"/>, as where nothing may be waited for.</summary>
    int? ReadDescriptor { get; }

    /// <summary>Reads without waiting; false where there is nothing to read. Fails as <see cref="IInput.ReadAsync"/> does.</summary>
    bool TryRead(Span<byte> buffer, out int count);

    /// <summary>What an error number means that the kernel met reading from here.</summary>
    Failure DescribeRead(int errno);
}

/// <summary>An output with a descriptor under it, into which the kernel can move bytes by itself.</summary>
public interface IKernelOutput : IOutput
{
    /// <summary>The descriptor to move to; null where bytes must pass through <see cref="IOutput.WriteAsync"/>.</summary>
    int? WriteDescriptor { get; }

    /// <summary>Completes when there is room, or nobody to make some. Keeps to the same limit as a write.</summary>
    ValueTask WaitToWriteAsync(CancellationToken cancellation);

    /// <summary>What an error number means that the kernel met writing to here.</summary>
    Failure DescribeWrite(int errno);
}

/// <summary>An end that can tell, without a read or a write, that whoever took its bytes is gone.</summary>
public interface IDeparture
{
    /// <summary>
    /// Completes when nobody can take bytes from this end any more, with the reason, or null for an orderly leave;
    /// never, where that cannot be known.
    /// </summary>
    Task<Failure?> WaitForDepartureAsync(CancellationToken cancellation);
}

/// <summary>An end that can tell, without a read, that its other side has begun to leave.</summary>
public interface ILeaving
{
    /// <summary>Whether the other side has ended its way or reset the connection, be that read already or not; true also where the system does not tell.</summary>
    bool IsLeaving { get; }
}

/// <summary>An input that can tell, without a read, whether it has something to say.</summary>
public interface IReadable
{
    /// <summary>Whether a read would bring something now: bytes, the end or a failure.</summary>
    bool IsReadable { get; }
}

/// <summary>An input that wants to know that nobody will read it to its end.</summary>
public interface IAbandonable
{
    /// <summary>Nobody reads from here any more. The count of bytes that were taken from the source behind it and not read.</summary>
    long Abandon();
}

/// <summary>An end that knows how much of what it took has reached the other side's kernel.</summary>
public interface IDelivery
{
    /// <summary>
    /// Payload bytes that the other side's kernel has acknowledged since the connection opened, as far as is known;
    /// null where the system does not tell. Stays readable after a reset.
    /// </summary>
    long? Acknowledged { get; }

    /// <summary>Whether the connection is over for the kernel, so that nothing more will be acknowledged.</summary>
    bool IsOver { get; }
}

/// <summary>An end that can be ended in a way of the user's choosing.</summary>
public interface IResettable
{
    /// <summary>Makes the coming close a reset (RST) that discards what was not sent: SO_LINGER with zero seconds.</summary>
    void ResetOnClose();

    /// <summary>From now on its end is a reset, also by the death of this process, unless we end our way or close it first.</summary>
    void ResetUnlessEnded()
    {
    }
}

/// <summary>An end with a name of its own beside its peer's: getsockname(2).</summary>
public interface ILocalName
{
    /// <summary>The address of this side.</summary>
    string LocalName { get; }
}

/// <summary>An end that can be called by another name than its address, as one behind a proxy is.</summary>
public interface INameable
{
    /// <summary>From now on <see cref="IConnection.Name"/> is <paramref name="name"/>.</summary>
    void CallIt(string name);
}

/// <summary>An end over which something was agreed before the session, as with a proxy.</summary>
public interface IPrefaced
{
    /// <summary>From now on it keeps to <paramref name="ofSession"/>; the bytes sent before, another <paramref name="sentBefore"/>, are none of the session's.</summary>
    void BeginSession(OperationLimits ofSession, long sentBefore);
}

/// <summary>An end with a socket under it, however many layers are between.</summary>
public interface ISocketBacked
{
    /// <summary>null where what is under it is no socket after all.</summary>
    Socket? Socket { get; }
}

/// <summary>An output that holds back what is not whole yet, as the first bytes of a character.</summary>
public interface IWithholding
{
    /// <summary>Nothing more will be written, and that is not announced. Throws <see cref="FailureException"/> where what is held back can never go out.</summary>
    void EndOfInput();
}

/// <summary>An end that is a process. When it has ended, nobody hears what is written any more: that is its own affair, and no failure.</summary>
public interface IProcessEnd
{
    /// <summary>Completes when the process has ended.</summary>
    Task Exited { get; }

    /// <summary>Asks all of its group to end: TERM.</summary>
    void Terminate();

    /// <summary>Ends all of its group at once: KILL.</summary>
    void Kill();

    /// <summary>
    /// Waits for its end, and ends whoever is left of its group: TERM, and KILL three seconds later (BEHAVIOUR rule E4).
    /// How it ended; null for one that the kernel could not end yet.
    /// </summary>
    /// <param name="hurry">Cancelled when it is not waited for any longer.</param>
    Task<ChildExit?> ConcludeAsync(CancellationToken hurry);
}

/// <summary>An end that announces its end in a way of its own.</summary>
public interface IOrderlyEnd
{
    /// <summary>How it ends when nothing goes wrong.</summary>
    SessionEnd OrderlyEnd { get; }
}
