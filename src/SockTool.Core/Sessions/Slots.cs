using SockTool.Core.Connections;

namespace SockTool.Core.Sessions;

/// <summary>
/// The places for sessions at the same time. Whoever comes when all are taken waits a moment for one if somebody is leaving
/// just then, and not at all otherwise.
/// </summary>
internal sealed class Slots(int most, TimeSpan patience, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim free = new(most);
    private readonly Lock gate = new();
    private readonly HashSet<IConnection> served = [];

    /// <summary>Whether <paramref name="client"/> has a place now. Nobody waits any longer when that is cancelled.</summary>
    public async Task<bool> TakeAsync(IConnection client, CancellationToken cancellation)
    {
        // Whoever was leaving when the first look found no place may be gone by the second: then his place is there.
        var isTaken = free.Wait(0, CancellationToken.None)
            || (IsSomebodyLeaving() && await TakeSoonAsync(cancellation))
            || free.Wait(0, CancellationToken.None);
        if (isTaken)
        {
            lock (gate)
            {
                served.Add(client);
            }
        }

        return isTaken;
    }

    /// <summary>To be called before <paramref name="client"/> is closed.</summary>
    public void Leave(IConnection client)
    {
        free.Release();
        lock (gate)
        {
            served.Remove(client);
        }
    }

    public void Dispose() => free.Dispose();

    private bool IsSomebodyLeaving()
    {
        lock (gate)
        {
            return served.Any(client => client is ILeaving { IsLeaving: true });
        }
    }

    private async Task<bool> TakeSoonAsync(CancellationToken cancellation)
    {
        using var moment = new CancellationTokenSource(patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, moment.Token);
        try
        {
            await free.WaitAsync(both.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
