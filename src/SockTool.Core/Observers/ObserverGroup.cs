using SockTool.Core.Connections;

namespace SockTool.Core.Observers;

/// <summary>Several observers as one. One that fails is not asked again and the session goes on.</summary>
public sealed class ObserverGroup(IEnumerable<ISessionObserver> observers) : ISessionObserver
{
    private volatile ISessionObserver[] members = [.. observers];

    public static ObserverGroup None { get; } = new([]);

    /// <summary>Whether nobody watches.</summary>
    public bool IsEmpty => members.Length == 0;

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

    public void Read(Direction direction, int count)
    {
        foreach (var member in members)
        {
            try
            {
                member.Read(direction, count);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Drop(member);
            }
        }
    }

    public void Written(Direction direction, int count)
    {
        foreach (var member in members)
        {
            try
            {
                member.Written(direction, count);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Drop(member);
            }
        }
    }

    public void Came(Direction direction, ReadOnlySpan<byte> bytes)
    {
        foreach (var member in members)
        {
            try
            {
                member.Came(direction, bytes);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Drop(member);
            }
        }
    }

    public void Passed(Direction direction, ReadOnlySpan<byte> bytes)
    {
        foreach (var member in members)
        {
            try
            {
                member.Passed(direction, bytes);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Drop(member);
            }
        }
    }

    public void Completed(Direction direction)
    {
        foreach (var member in members)
        {
            try
            {
                member.Completed(direction);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Drop(member);
            }
        }
    }

    public void Ended(SessionEnd end, EndedBy by, Failure? failure)
    {
        foreach (var member in members)
        {
            try
            {
                member.Ended(end, by, failure);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Drop(member);
            }
        }
    }

    private void Drop(ISessionObserver member) => members = [.. members.Where(other => other != member)];
}
