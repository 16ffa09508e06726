using SockTool.Core.Connections;

namespace SockTool.Core.Observers;

/// <summary>
/// Watches a session. Every method is optional; none can change the bytes.
/// Calls for one direction come one after another, those of the two directions may come at once.
/// </summary>
public interface ISessionObserver
{
    /// <summary>Whether <see cref="Came"/> and <see cref="Passed"/> are wanted; where nobody needs the bytes they need not be seen at all.</summary>
    bool NeedsBytes => false;

    /// <summary>One read gave <paramref name="count"/> bytes.</summary>
    void Read(Direction direction, int count)
    {
    }

    /// <summary>
    /// The bytes of the <see cref="Read"/> before it. The other end has none of them yet, so that whoever keeps the order of a
    /// conversation has the question before its answer; it may happen that they are never taken.
    /// </summary>
    void Came(Direction direction, ReadOnlySpan<byte> bytes)
    {
    }

    /// <summary>The other end has taken <paramref name="count"/> bytes.</summary>
    void Written(Direction direction, int count)
    {
    }

    /// <summary>The bytes of the <see cref="Written"/> before it.</summary>
    void Passed(Direction direction, ReadOnlySpan<byte> bytes)
    {
    }

    /// <summary>This direction came to its end in order.</summary>
    void Completed(Direction direction)
    {
    }

    /// <summary>The session is over, and its connection about to be closed.</summary>
    /// <param name="end">How the connection came to its end.</param>
    /// <param name="by">Who ended it.</param>
    /// <param name="failure">What went wrong, or null.</param>
    void Ended(SessionEnd end, EndedBy by, Failure? failure)
    {
    }
}
