using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Core.Sessions;

/// <summary>Adds up a session that is over: what was delivered, who ended it, and which failure is the one to tell.</summary>
internal sealed class Account(IConnection peer, RelaySettings settings, SessionActivity activity)
{
    public SessionResult Of(PumpResult sent, PumpResult received, StopReason? stopped)
    {
        var delivered = (peer as IDelivery)?.Acknowledged is { } acknowledged ? Math.Clamp(acknowledged, 0, sent.Written) : sent.Written;
        var undelivered = sent.Read - delivered;
        var failure = FailureOf(sent, received, stopped, undelivered);
        return new SessionResult
        {
            Local = (peer as ILocalName)?.LocalName ?? "",
            Peer = peer.Name,
            BytesSent = delivered,
            BytesReceived = received.Written,
            BytesNotDelivered = undelivered,
            EndedBy = failure?.Kind is FailureKind.Reset or FailureKind.PeerTookLess ? EndedBy.Peer : stopped?.By ?? (received.End == PumpEnd.EndOfInput && !sent.IsComplete ? EndedBy.Peer : EndedBy.Us),
            End = settings.Close == CloseMode.Reset || undelivered > 0 || failure?.Kind is FailureKind.Reset or FailureKind.PeerTookLess ? SessionEnd.Reset : SessionEnd.Fin,
            Failure = failure,
            FirstByte = activity.ToFirstByte,
            Duration = activity.SinceStart,
            Tcp = peer is SocketConnection connection ? TcpInfo.TryRead(connection.Socket) : null,
        };
    }

    private static Failure NotWritten(PumpResult received) =>
        new(FailureKind.OutputUnwritable, Operation.Write) { Bytes = received.Read - received.Written };

    private Failure? FailureOf(PumpResult sent, PumpResult received, StopReason? stopped, long undelivered)
    {
        if (stopped?.Failure is { Kind: not FailureKind.Reset } failure)
        {
            return failure with
            {
                Bytes = failure.Kind == FailureKind.WouldBlock ? failure.Bytes : undelivered,
                Subject = failure is { Kind: FailureKind.PeerTookLess, Subject: "" } ? peer.Name : failure.Subject,
            };
        }

        // A write after the peer's FIN fails with EPIPE; a reset out of the blue with ECONNRESET, after which a read sees a false end.
        var peerEndedFirst = received.End is PumpEnd.EndOfInput && (sent.Failure ?? stopped?.Failure)?.Errno == Errno.BrokenPipe;
        var tookLess = new Failure(FailureKind.PeerTookLess, Operation.Write) { Subject = peer.Name, Bytes = undelivered };
        return (received.Failure ?? sent.Failure ?? stopped?.Failure) switch
        {
            { Kind: FailureKind.Reset } reset => peerEndedFirst && undelivered > 0 ? tookLess with { Errno = reset.Errno } : reset with { Bytes = undelivered },
            { Kind: FailureKind.TimedOut } late => late with { Bytes = undelivered },
            { } other => other,
            null when received.Read > received.Written => NotWritten(received),
            null => undelivered > 0 ? tookLess : null,
        };
    }
}
