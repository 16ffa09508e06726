using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Core.Sessions;

/// <summary>Adds up a session that is over: what was delivered, who ended it, and which failure is the one to tell.</summary>
internal sealed class Account(IConnection peer, IConnection? local, RelaySettings settings, SessionActivity activity)
{
    public SessionResult Of(PumpResult sent, PumpResult received, StopReason? stopped)
    {
        var delivered = Delivered(peer, sent);
        var passedOn = Delivered(local, received);
        var undelivered = sent.Read - delivered + (settings.Local == LocalEnd.Connection ? received.Read - passedOn : 0);
        var failure = FailureOf(sent, received, stopped, undelivered);
        return new SessionResult
        {
            Local = peer.LocalNameOrNone(),
            Peer = peer.Name,
            BytesSent = delivered,
            BytesReceived = passedOn,
            BytesNotDelivered = undelivered,
            EndedBy = failure?.Kind is FailureKind.Reset or FailureKind.PeerTookLess or FailureKind.Refused ? EndedBy.Peer : stopped?.By ?? (received.End == PumpEnd.EndOfInput && !sent.IsComplete ? EndedBy.Peer : EndedBy.Us),
            End = peer is IOrderlyEnd { OrderlyEnd: SessionEnd.None } ? SessionEnd.None
                : settings.Close == CloseMode.Reset || undelivered > 0 || failure?.Kind is FailureKind.Reset or FailureKind.PeerTookLess ? SessionEnd.Reset
                : failure?.Kind is FailureKind.CutShort ? SessionEnd.Cut
                : peer.EndInOrder(),
            Failure = failure,
            FirstByte = activity.ToFirstByte,
            Duration = activity.SinceStart,
            Tcp = (peer as ISocketBacked)?.Socket is { } socket ? TcpInfo.TryRead(socket) : null,
        };
    }

    private static long Delivered(IConnection? to, PumpResult way) =>
        (to as IDelivery)?.Acknowledged is { } acknowledged ? Math.Clamp(acknowledged, 0, way.Written) : way.Written;

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

        // A reset is told once: to the write, after which the read sees an end that was not announced.
        var first = received.Failure is { Kind: FailureKind.CutShort } && sent.Failure is { Kind: FailureKind.Reset } reset ? reset : received.Failure ?? sent.Failure ?? stopped?.Failure;
        return first switch
        {
            { Kind: FailureKind.Reset } told => told with { Bytes = undelivered, Kind = TookLess(told, sent, received, stopped) && undelivered > 0 ? FailureKind.PeerTookLess : FailureKind.Reset },
            { Kind: FailureKind.TimedOut or FailureKind.CutShort } late => late with { Bytes = undelivered },
            not null and not { Kind: FailureKind.CutOnPurpose } => first,
            _ when settings.Local != LocalEnd.Connection && received.Read > received.Written => NotWritten(received),
            { } cut => cut,
            null => undelivered > 0 ? new Failure(FailureKind.PeerTookLess, Operation.Write) { Subject = peer.Name, Bytes = undelivered } : null,
        };
    }

    /// <summary>A write after the other side's FIN fails with EPIPE; a reset out of the blue with ECONNRESET, after which a read sees a false end.</summary>
    private static bool TookLess(Failure reset, PumpResult sent, PumpResult received, StopReason? stopped) => reset.Errno == Errno.BrokenPipe && reset switch
    {
        _ when reset == received.Failure => sent.End is PumpEnd.EndOfInput,
        _ => received.End is PumpEnd.EndOfInput && reset == (sent.Failure ?? stopped?.Failure),
    };
}
