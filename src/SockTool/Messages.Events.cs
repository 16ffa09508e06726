using SockTool.Core.Connections;
using SockTool.Core.Transports;

namespace SockTool;

/// <summary>The sentences of what happens during a run.</summary>
internal abstract partial class Messages
{
    public abstract string Listening(BoundAddress address);

    public abstract string DatagramFrom(string sender, int bytes);

    public abstract string DatagramsLost(string socket, long count);

    public abstract string DatagramsDropped(string sender);

    public abstract string Resolved(string host, IReadOnlyList<string> addresses);

    public abstract string Connecting(string address);

    public abstract string Tunnelled(string proxy, string target);

    public abstract string Connected(string local, string peer);

    public abstract string Secured(string peer, TlsFacts facts);

    public abstract string Unverified(string peer);

    public abstract string Upgraded(string peer, string target, string protocol);

    public abstract string CertificateMade(string pin);

    public abstract string Descriptor(int number);

    public abstract string Accepted(int number, string peer, string local);

    public abstract string WritesTo(int number, string file);

    public abstract string Refused(string peer);

    public abstract string AccessRead(int denied);

    public abstract string AccessRead(int allowed, int denied);

    public abstract string NobodyAllowed { get; }

    public abstract string AccessKept(Failure failure);

    public abstract string Denied(string peer);

    public abstract string DatagramDenied(string sender);

    public abstract string ClientEnded(int number, string peer, long sent, long received);

    /// <summary>What is told of one client.</summary>
    public abstract string OfClient(int number, string what);

    /// <summary>What a client of a chat is told when it comes.</summary>
    public abstract string ChatYouAre(int number);

    public abstract string ChatJoined(int number);

    public abstract string ChatLeft(int number);

    /// <param name="attempt">How many there have been.</param>
    /// <param name="delay">Until the next one.</param>
    /// <param name="untold">What the last one met, unless that is told already.</param>
    public abstract string Retrying(int attempt, TimeSpan delay, Failure? untold);

    public abstract string Reconnecting(Failure failure);

    public abstract string Finishing(int sessions, TimeSpan within);

    public abstract string Notified(string manager, string state);

    public abstract string NotNotified(string manager, string state, int errno);

    public abstract string AcceptPaused(Failure failure);

    public abstract string LimitedByDescriptors(int most, long limit);

    public abstract string TimeoutsInForce(OperationLimits limits);

    public abstract string ReadSome(bool fromPeer, int count);

    public abstract string WroteSome(bool toPeer, int count);

    public abstract string OurInputEnded { get; }

    public abstract string PeerEnded { get; }
}
