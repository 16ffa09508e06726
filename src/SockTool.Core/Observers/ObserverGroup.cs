using SockTool.Core.Connections;

namespace SockTool.Core.Observers;

/// <summary>Several observers as one. One that fails is not asked again and the session goes on; <see cref="Broken"/> tells of it.</summary>
public sealed class ObserverGroup(IEnumerable<ISessionObserver> observers) : ISessionObserver
{
    private readonly Lock gate = new();
    private volatile ISessionObserver[] members = [.. observers.SelectMany(one => one is ObserverGroup group ? group.members : [one])];
    private volatile Exception? broken;

    public static ObserverGroup None { get; } = new([]);

    /// <summary>Whether nobody watches.</summary>
    public bool IsEmpty => members.Length == 0;

    /// <summary>What the first one threw that failed; null while none has.</summary>
    public Exception? Broken => broken;

    public bool NeedsBytes
    {
        get
        {
            foreach (var member in members)
            {
                if (member.NeedsBytes)
                {
                    return true;
                }
            }

            return false;
        }
    }

    public void Read(Direction direction, int count) => Tell((direction, count), static (member, read) => member.Read(read.direction, read.count));

    public void Written(Direction direction, int count) => Tell((direction, count), static (member, written) => member.Written(written.direction, written.count));

    public void Came(Direction direction, ReadOnlySpan<byte> bytes) => Tell(new Some(direction, bytes), static (member, some) => member.Came(some.Direction, some.Bytes));

    public void Passed(Direction direction, ReadOnlySpan<byte> bytes) => Tell(new Some(direction, bytes), static (member, some) => member.Passed(some.Direction, some.Bytes));

    public void Completed(Direction direction) => Tell(direction, static (member, completed) => member.Completed(completed));

    public void Ended(SessionEnd end, EndedBy by, Failure? failure) => Tell((end, by, failure), static (member, it) => member.Ended(it.end, it.by, it.failure));

    private void Tell<T>(T what, Action<ISessionObserver, T> tell)
        where T : allows ref struct
    {
        foreach (var member in members)
        {
            try
            {
                tell(member, what);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Drop(member, e);
            }
        }
    }

    // Both directions may have one to drop at once.
    private void Drop(ISessionObserver member, Exception because)
    {
        lock (gate)
        {
            broken ??= because;
            members = [.. members.Where(other => other != member)];
        }
    }

    private readonly ref struct Some(Direction direction, ReadOnlySpan<byte> bytes)
    {
        public Direction Direction { get; } = direction;

        public ReadOnlySpan<byte> Bytes { get; } = bytes;
    }
}
