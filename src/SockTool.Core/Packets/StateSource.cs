namespace SockTool.Core.Packets;

/// <summary>How a state is known.</summary>
public enum StateSource
{
    /// <summary>connect(2) said EINPROGRESS, or that the connection stands.</summary>
    Connect,

    /// <summary>The kernel told whoever holds the socket: TCP_INFO.</summary>
    Kernel,

    /// <summary>The kernel's table of connections.</summary>
    Table,
}

/// <summary>Whether it is told what a state means.</summary>
public enum Meaning
{
    Told,

    /// <summary>The segment that made it told.</summary>
    Known,
}
