using SockTool.Core.Observers;

namespace SockTool.Core.Sessions;

/// <summary>Which pump may do the work.</summary>
public enum PumpEngine
{
    /// <summary>The kernel's own moves where both ends allow them, else a buffer.</summary>
    Fastest,

    /// <summary>Through a buffer of this process, everywhere.</summary>
    Buffer,
}

/// <summary>What a pump is told from outside.</summary>
public sealed record PumpControl(Direction Direction)
{
    public PumpEngine Engine { get; init; }

    /// <summary>The most bytes that one read asks for; null leaves it to the engine.</summary>
    public int? BufferSize { get; init; }

    /// <summary>Ends in order after this many bytes.</summary>
    public long Limit { get; init; } = long.MaxValue;

    /// <summary>Read no more; what was read is still delivered.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>Deliver no more either.</summary>
    public CancellationToken Abort { get; init; }

    public ISessionObserver Observer { get; init; } = ObserverGroup.None;

    public SessionActivity Activity { get; init; } = new(TimeProvider.System);

    /// <summary>To be called when the source has something to say, before it is read: from then on nobody else can see that it has.</summary>
    public void NoteReadable()
    {
        if (Direction == Direction.ToPeer)
        {
            Activity.TouchFromInput();
        }
    }

    /// <summary>To be called after each read, and before its bytes are written.</summary>
    public void NoteRead(ReadOnlySpan<byte> bytes)
    {
        NoteRead(bytes.Length);
        if (Observer.NeedsBytes)
        {
            Observer.Came(Direction, bytes);
        }
    }

    /// <summary>The same where the bytes are never seen.</summary>
    public void NoteRead(int count)
    {
        NoteReadable();
        if (Direction == Direction.FromPeer)
        {
            Activity.TouchFromPeer();
        }

        Observer.Read(Direction, count);
    }

    /// <summary>To be called after each write, with the bytes where they were seen.</summary>
    public void NoteWritten(ReadOnlySpan<byte> bytes)
    {
        NoteWritten(bytes.Length);
        if (Observer.NeedsBytes)
        {
            Observer.Passed(Direction, bytes);
        }
    }

    /// <summary>To be called after a write that was cut short, with what was taken of it.</summary>
    public void NoteSome(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty)
        {
            NoteWritten(bytes);
        }
    }

    /// <summary>The same where the bytes were never seen.</summary>
    public void NoteWritten(int count)
    {
        Activity.Touch();
        Observer.Written(Direction, count);
    }
}
