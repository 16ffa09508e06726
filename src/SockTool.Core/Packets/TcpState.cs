namespace SockTool.Core.Packets;

/// <summary>The states of a connection (RFC 9293 section 3.3.2), as Linux numbers them (net/tcp_states.h).</summary>
public enum TcpState
{
    Unknown = 0,
    Established = 1,
    SynSent = 2,
    SynReceived = 3,
    FinWait1 = 4,
    FinWait2 = 5,
    TimeWait = 6,
    Closed = 7,
    CloseWait = 8,
    LastAck = 9,
    Listen = 10,
    Closing = 11,
}

/// <summary>States as the RFC writes them.</summary>
public static class TcpStateText
{
    // TCP_NEW_SYN_RECV: a connection of which only the handshake is remembered.
    private const int NewSynReceived = 12;

    /// <summary>As <c>FIN-WAIT-1</c>.</summary>
    public static string Of(TcpState state) => state switch
    {
        TcpState.Established => "ESTABLISHED",
        TcpState.SynSent => "SYN-SENT",
        TcpState.SynReceived => "SYN-RECEIVED",
        TcpState.FinWait1 => "FIN-WAIT-1",
        TcpState.FinWait2 => "FIN-WAIT-2",
        TcpState.TimeWait => "TIME-WAIT",
        TcpState.Closed => "CLOSED",
        TcpState.CloseWait => "CLOSE-WAIT",
        TcpState.LastAck => "LAST-ACK",
        TcpState.Listen => "LISTEN",
        TcpState.Closing => "CLOSING",
        _ => "UNKNOWN",
    };

    /// <summary>The state that the kernel means by a number.</summary>
    public static TcpState OfNumber(int number) => number == NewSynReceived ? TcpState.SynReceived : Enum.IsDefined((TcpState)number) ? (TcpState)number : TcpState.Unknown;
}
