using System.Net;
using System.Net.Sockets;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports.Access;

/// <summary>Closes at once, without a word, whoever is not admitted; nobody above hears of them.</summary>
internal sealed class GuardedListener(IListener inner, IAdmission admission, SocketSettings settings) : IListener, IFileNumber
{
    public BoundAddress Address => inner.Address;

    public int MostHeld => inner.MostHeld;

    public bool HasWaiting => inner.HasWaiting;

    public int Descriptor => (inner as IFileNumber)?.Descriptor ?? -1;

    public void HoldAtMost(int most) => inner.HoldAtMost(most);

    public ValueTask<IConnection> AcceptAsync(CancellationToken cancellation) => settings.Limits.Accept == TimeSpan.Zero
        ? NextAsync(cancellation)
        : Limited.RunAsync(
            NextAsync, settings.Limits.Accept, new Failure(FailureKind.NobodyConnected, Operation.Accept) { Subject = Address.Name }, settings.Clock, cancellation);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async ValueTask<IConnection> NextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var client = await inner.AcceptAsync(cancellation);
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
