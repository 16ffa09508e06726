namespace SockTool.Core.Transports;

/// <summary>What our messages are (RFC 6455 section 5.6).</summary>
public enum WebSocketMessages
{
    Binary,

    /// <summary>UTF-8, which the input must be.</summary>
    Text,
}

/// <summary>What becomes of messages that are received.</summary>
public enum WebSocketReceived
{
    /// <summary>They wait to be read, and so does a ping behind them.</summary>
    Kept,

    /// <summary>Nobody will read them: only their end is told.</summary>
    Discarded,
}

/// <summary>What a WebSocket is told.</summary>
public sealed record WebSocketSettings
{
    /// <summary>Subprotocols to offer, the best first, or to accept.</summary>
    public IReadOnlyList<string> Protocols { get; init; } = [];

    /// <summary>Headers for our side of the upgrade, besides its own.</summary>
    public IReadOnlyList<WebSocketHeader> Headers { get; init; } = [];

    public WebSocketMessages Messages { get; init; }

    public WebSocketReceived Received { get; init; }
}
