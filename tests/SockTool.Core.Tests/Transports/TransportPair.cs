using SockTool.Core.Connections;
using SockTool.Core.Transports;

namespace SockTool.Core.Tests.Transports;

/// <summary>The two ends of one connection, and where it was accepted.</summary>
internal sealed record TransportPair(IListener Listener, IConnection Dialled, IConnection Accepted) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Dialled.DisposeAsync();
        await Accepted.DisposeAsync();
        await Listener.DisposeAsync();
    }
}
