using SockTool.Core.Connections;
using SockTool.Core.Transports;

namespace SockTool.Core.Sessions;

/// <summary>
/// Lets in whose host has a place, and closes the excess. Whoever comes back before the session behind him has come to its end
/// has a moment to wait for it: one host's excess holds up nobody else's clients.
/// </summary>
internal sealed class PerHostListener(IListener inner, HostPlaces places, TimeSpan patience, Action<IConnection> refused) : ScreeningListener(inner)
{
    /// <summary>The session with <paramref name="client"/>, who was accepted here, is over.</summary>
    public void Leave(IConnection client) => places.Leave(client);

    protected override async ValueTask<IConnection?> ScreenAsync(IConnection accepted, CancellationToken over)
    {
        if (await places.EnterAsync(accepted, patience, over))
        {
            return accepted;
        }

        if (!over.IsCancellationRequested)
        {
            refused(accepted);
        }

        await accepted.DisposeAsync();
        return null;
    }
}
