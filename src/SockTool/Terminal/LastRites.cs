namespace SockTool.Terminal;

/// <summary>What must be done even when the process ends at once: give the terminal back, leave no child behind.</summary>
internal sealed class LastRites
{
    private readonly Lock gate = new();
    private readonly List<Action> acts = [];

    /// <summary>Dispose what is returned when there is nothing to be done any more.</summary>
    public IDisposable Add(Action act)
    {
        lock (gate)
        {
            acts.Add(act);
        }

        return new Entry(this, act);
    }

    public void Perform()
    {
        lock (gate)
        {
            acts.ForEach(act => act());
        }
    }

    private sealed class Entry(LastRites rites, Action act) : IDisposable
    {
        public void Dispose()
        {
            lock (rites.gate)
            {
                rites.acts.Remove(act);
            }
        }
    }
}
