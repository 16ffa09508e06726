using System.Net;
using System.Net.Sockets;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports;

/// <summary>Several watchers as one.</summary>
public sealed class TransportObserverGroup(params IReadOnlyList<ITransportObserver> members) : ITransportObserver
{
    public void Resolved(string host, IReadOnlyList<string> addresses) => ForAll(one => one.Resolved(host, addresses));

    public void Connecting(string address) => ForAll(one => one.Connecting(address));

    public void Dialled(Socket socket, EndPoint to, int errno) => ForAll(one => one.Dialled(socket, to, errno));

    public void AttemptFailed(Failure failure) => ForAll(one => one.AttemptFailed(failure));

    public void Retrying(int attempt, TimeSpan delay, Failure failure) => ForAll(one => one.Retrying(attempt, delay, failure));

    public void Tunnelled(string proxy, string target) => ForAll(one => one.Tunnelled(proxy, target));

    public void Secured(string peer, TlsFacts facts) => ForAll(one => one.Secured(peer, facts));

    public void Unverified(string peer) => ForAll(one => one.Unverified(peer));

    public void CertificateMade(string pin) => ForAll(one => one.CertificateMade(pin));

    public void Upgraded(string peer, string target, string protocol) => ForAll(one => one.Upgraded(peer, target, protocol));

    public void HandshakeFailed(string peer, Failure failure) => ForAll(one => one.HandshakeFailed(peer, failure));

    public void DatagramFrom(string sender, int bytes) => ForAll(one => one.DatagramFrom(sender, bytes));

    public void DatagramsLost(string socket, long count) => ForAll(one => one.DatagramsLost(socket, count));

    public void DatagramsDropped(string sender) => ForAll(one => one.DatagramsDropped(sender));

    public void AccessRead(int? allowed, int denied) => ForAll(one => one.AccessRead(allowed, denied));

    public void AccessKept(Failure failure) => ForAll(one => one.AccessKept(failure));

    public void Denied(string peer) => ForAll(one => one.Denied(peer));

    public void DatagramDenied(string sender) => ForAll(one => one.DatagramDenied(sender));

    private void ForAll(Action<ITransportObserver> tell)
    {
        foreach (var member in members)
        {
            tell(member);
        }
    }
}
