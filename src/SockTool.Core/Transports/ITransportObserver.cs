using System.Net;
using System.Net.Sockets;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports;

/// <summary>Watches endpoints being opened. It cannot change anything; what it throws is a bug.</summary>
public interface ITransportObserver
{
    void Resolved(string host, IReadOnlyList<string> addresses)
    {
    }

    void Connecting(string address)
    {
    }

    /// <summary>connect(2) was called. Told on Linux only.</summary>
    /// <param name="socket">Not to be used for more than asking.</param>
    /// <param name="to">Where to.</param>
    /// <param name="errno">What it said: EINPROGRESS where the other side has not answered yet, 0 where it has.</param>
    void Dialled(Socket socket, EndPoint to, int errno)
    {
    }

    void AttemptFailed(Failure failure)
    {
    }

    void Retrying(int attempt, TimeSpan delay, Failure failure)
    {
    }

    /// <summary>A proxy has opened the way to <paramref name="target"/>.</summary>
    void Tunnelled(string proxy, string target)
    {
    }

    /// <summary>TLS stands.</summary>
    void Secured(string peer, TlsFacts facts)
    {
    }

    /// <summary>TLS stands and nobody knows with whom: nothing was verified, as was asked for.</summary>
    void Unverified(string peer)
    {
    }

    /// <summary>A certificate was made for this run only; <paramref name="pin"/> is its key's SHA-256 in hexadecimal.</summary>
    void CertificateMade(string pin)
    {
    }

    /// <summary>A WebSocket stands at <paramref name="target"/>.</summary>
    /// <param name="peer">With whom.</param>
    /// <param name="target">What was asked for: path and query.</param>
    /// <param name="protocol">The subprotocol agreed on; empty for none.</param>
    void Upgraded(string peer, string target, string protocol)
    {
    }

    /// <summary>Whoever was accepted did not get through the handshake, and is not a client.</summary>
    void HandshakeFailed(string peer, Failure failure)
    {
    }

    /// <summary>A datagram came from <paramref name="sender"/>: recvfrom(2).</summary>
    void DatagramFrom(string sender, int bytes)
    {
    }

    /// <summary>Datagrams of <paramref name="sender"/> are lost from now on where there is no room for them; told once for each sender.</summary>
    void DatagramsDropped(string sender)
    {
    }

    /// <summary>The rules of who may be a client are in force: so many ranges are allowed, null where all are, and so many denied.</summary>
    void AccessRead(int? allowed, int denied)
    {
    }

    /// <summary>The rules could not be read again; what was in force still is.</summary>
    void AccessKept(Failure failure)
    {
    }

    /// <summary>Whoever was accepted may not be a client, and was closed.</summary>
    void Denied(string peer)
    {
    }

    /// <summary>A datagram was dropped whose sender may not be a client.</summary>
    void DatagramDenied(string sender)
    {
    }

    /// <summary>So many datagrams came faster to <paramref name="socket"/> than they were received; told at its end.</summary>
    void DatagramsLost(string socket, long count)
    {
    }
}

/// <summary>What a TLS handshake came to.</summary>
/// <param name="Version">As the field writes it: <c>TLS 1.3</c>.</param>
/// <param name="Cipher">The suite by its IANA name.</param>
/// <param name="Alpn">The protocol agreed on; empty for none.</param>
/// <param name="Pin">SHA-256 of the peer's public key in hexadecimal; empty where it showed no certificate.</param>
/// <param name="Took">How long the handshake took.</param>
public sealed record TlsFacts(string Version, string Cipher, string Alpn, string Pin, TimeSpan Took);
