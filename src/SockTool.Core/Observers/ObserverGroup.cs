namespace SockTool.Core.Observers;

/// <summary>Several observers as one. One that fails is not asked again and the session goes on.</summary>
public sealed class ObserverGroup(IEnumerable<ISessionObserver> observers) : ISessionObserver
{
    private volatile ISessionObserver[] members = [.. observers];

    public static ObserverGroup None { get; } = new([]);

    public bool NeedsBytes => members.Any(member => member.NeedsBytes);

    public void Read(Direction direction, int count)
    {
        foreach (var member in members)
        {
            Ask(member, m => m.Read(direction, count));
        }
    }

    public void Written(Direction direction, int count)
    {
        foreach (var member in members)
        {
            Ask(member, m => m.Written(direction, count));
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
            Ask(member, m => m.Completed(direction));
        }
    }

    private void Ask(ISessionObserver member, Action<ISessionObserver> question)
    {
        try
        {
            question(member);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Drop(member);
        }
    }

    private void Drop(ISessionObserver member) => members = [.. members.Where(other => other != member)];
}
