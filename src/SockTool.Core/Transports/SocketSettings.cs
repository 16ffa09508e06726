using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Transports.SocketOptions;

namespace SockTool.Core.Transports;

/// <summary>Which address families may be used.</summary>
public enum FamilyChoice
{
    Any,
    IPv4Only,
    IPv6Only,
}

/// <summary>Whether names may be looked up.</summary>
public enum NameLookup
{
    Allowed,
    NumericOnly,
}

/// <summary>How sockets are made: what socket(2), setsockopt(2), bind(2) and listen(2) are told.</summary>
public sealed record SocketSettings
{
    public FamilyChoice Family { get; init; }

    public NameLookup Lookup { get; init; }

    /// <summary>The local address to bind before connecting; null leaves it to the system.</summary>
    public TcpEndpoint? Source { get; init; }

    /// <summary>listen(2)'s backlog; null asks for the system's maximum.</summary>
    public int? Backlog { get; init; }

    /// <summary>The group to join, or the interface to send to groups from; null for none.</summary>
    public MulticastGroup? Multicast { get; init; }

    /// <summary>Who may be a client; null for everybody.</summary>
    public IAdmission? Admission { get; init; }

    /// <summary>Permission bits of a Unix socket's file.</summary>
    public UnixFileMode UnixMode { get; init; } = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The proxies to dial through, the nearest first.</summary>
    public IReadOnlyList<ProxyAddress> Proxies { get; init; } = [];

    /// <summary>The password for every proxy that wants one; null for none.</summary>
    public Secret? ProxyPassword { get; init; }

    /// <summary>What a child finds in its environment, each entry as name=value.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    public WebSocketSettings WebSocket { get; init; } = new();

    public IReadOnlyList<SocketOptionSetting> Options { get; init; } = [];

    public OperationLimits Limits { get; init; } = OperationLimits.None;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public ITransportObserver Observer { get; init; } = new Unobserved();

    /// <summary>
    /// The same for what carries another layer: the limits of waiting for a client, of a read and of a write are the
    /// uppermost layer's, and a handshake has one of its own.
    /// </summary>
    public SocketSettings ForCarrier() => this with
    {
        Limits = new OperationLimits
        {
            Connect = Limits.Connect,
            Accept = Limits.Accept == TimeSpan.Zero ? TimeSpan.Zero : Timeout.InfiniteTimeSpan,
        },
    };

    private sealed class Unobserved : ITransportObserver;
}
