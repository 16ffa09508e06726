namespace SockTool.Core.Connections;

/// <summary>How a connection came to its end.</summary>
public enum SessionEnd
{
    Fin,
    Reset,

    /// <summary>TLS's own end, close_notify (RFC 8446 section 6.1), before the FIN.</summary>
    CloseNotify,

    /// <summary>A WebSocket's Close frame (RFC 6455 section 5.5.1) before the FIN.</summary>
    CloseFrame,

    /// <summary>The stream stopped without the end that its protocol wants.</summary>
    Cut,

    /// <summary>It had none: nothing tells the other side that a run of datagrams is over.</summary>
    None,
}
