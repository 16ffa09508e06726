namespace SockTool.Terminal;

/// <summary>What must be done even when the process ends at once: give the terminal back, leave no child behind.</summary>
internal sealed class LastRites
{
    private readonly Lock gate = new();
    private readonly List<Action> acts = [];

    public void Add(Action act)
    {
        lock (gate)
        {
            acts.Add(act);
        }
    }

    public void Perform()
    {
        lock (gate)
        {
            acts.ForEach(act => act());
        }
    }
}
