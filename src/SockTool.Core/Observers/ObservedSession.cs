using SockTool.Core.Connections;

namespace SockTool.Core.Observers;

/// <summary>A session that is to be watched.</summary>
/// <param name="Number">Counts the sessions of a run from 1.</param>
/// <param name="Peer">The other side, as it was opened: without what <c>--rate</c> and <c>--fault</c> make of it.</param>
/// <param name="Part">What the peer is.</param>
public sealed record ObservedSession(int Number, IConnection Peer, PeerPart Part);

/// <summary>Which part of a client and a server the peer has.</summary>
public enum PeerPart
{
    /// <summary>It was dialled.</summary>
    Server,

    /// <summary>It was accepted.</summary>
    Client,
}
