namespace SockTool.Core.Connections;

/// <summary>An end with kernel descriptors under it, so that bytes can be moved without copying them, and waited for.</summary>
public interface IDescriptors
{
    /// <summary>The descriptor that is read from.</summary>
    int ReadDescriptor { get; }

    /// <summary>The descriptor that is written to.</summary>
    int WriteDescriptor { get; }
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
}

/// <summary>An end with a name of its own beside its peer's: getsockname(2).</summary>
public interface ILocalName
{
    /// <summary>The address of this side.</summary>
    string LocalName { get; }
}
