using System.Net;
using System.Net.Sockets;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports.Access;

/// <summary>Closes at once, without a word, whoever is not admitted; nobody above hears of them.</summary>
internal sealed class GuardedListener(IListener inner, IAdmission admission, SocketSettings settings) : ListenerLayer(inner)
{
    public override ValueTask<IConnection> AcceptAsync(CancellationToken cancellation) => Accepting.WithinLimitAsync(NextAsync, Address.Name, settings, cancellation);

    private async ValueTask<IConnection> NextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var client = await Inner.AcceptAsync(cancellation);
            if (admission.Admits(PeerOf(client)))
            {
                return client;
            }

            settings.Observer.Denied(client.Name);
            await client.DisposeAsync();
        }
    }

    // What accept(2) said; nobody is asked again, as a peer that has reset has no address any more.
    private static EndPoint? PeerOf(IConnection client)
    {
        try
        {
            return (client as ISocketBacked)?.Socket?.RemoteEndPoint;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
