using SockTool.Core.Connections;

namespace SockTool.Core.Transports;

/// <summary>A listener over another one. What it does not change is answered by the other: all of it here, so that no layer hides what it has not heard of.</summary>
internal abstract class ListenerLayer(IListener inner) : IListener, IFileNumber
{
    public virtual BoundAddress Address => inner.Address;

    public virtual int MostHeld => inner.MostHeld;

    public int MostClients => inner.MostClients;

    public virtual bool HasWaiting => inner.HasWaiting;

    public int Descriptor => (inner as IFileNumber)?.Descriptor ?? -1;

    protected IListener Inner => inner;

    public virtual void HoldAtMost(int most) => inner.HoldAtMost(most);

    public abstract ValueTask<IConnection> AcceptAsync(CancellationToken cancellation);

    public virtual async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes whoever comes when nobody accepts any more.</summary>
    protected static async Task ForgetAsync(Task<IConnection> coming)
    {
        try
        {
            await (await coming).DisposeAsync();
        }
        catch (Exception e) when (e is FailureException or OperationCanceledException or ObjectDisposedException)
        {
            // Nobody came any more.
        }
    }
}
