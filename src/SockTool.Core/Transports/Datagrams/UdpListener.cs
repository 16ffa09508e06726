using System.Net.Sockets;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports.Datagrams;

/// <summary>A bound UDP socket: each new sender is a client, whose first datagram its connection has already.</summary>
internal sealed class UdpListener : IListener, IFileNumber
{
    private readonly Socket socket;
    private readonly SocketSettings settings;
    private readonly DatagramHub hub;

    public UdpListener(Socket socket, BoundAddress address, SocketSettings settings)
    {
        (this.socket, this.settings) = (socket, settings);
        Address = address;
        Descriptor = (int)socket.Handle;
        hub = new DatagramHub(socket, settings);
    }

    public BoundAddress Address { get; }

    public int Descriptor { get; }

    public bool HasWaiting => hub.HasWaiting;

    public async ValueTask<IConnection> AcceptAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (hub.TryAccept() is { } waiting)
        {
            return waiting;
        }

        var nobody = new Failure(FailureKind.NobodyConnected, Operation.Accept) { Subject = Address.Name };
        return settings.Limits.Accept == TimeSpan.Zero && !socket.Poll(TimeSpan.Zero, SelectMode.SelectRead)
            ? throw new FailureException(nobody with { Kind = FailureKind.WouldBlock, Errno = Native.Errno.TryAgain })
            : await Limited.RunAsync(hub.AcceptAsync, settings.Limits.Accept == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : settings.Limits.Accept, nobody, settings.Clock, cancellation);
    }

    /// <summary>Refuses whoever is new; the socket lives on for those that were accepted.</summary>
    public ValueTask DisposeAsync() => hub.StopAcceptingAsync();
}
