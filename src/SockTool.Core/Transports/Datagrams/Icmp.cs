using SockTool.Core.Connections;

namespace SockTool.Core.Transports.Datagrams;

/// <summary>What ICMP errors mean for whoever sends.</summary>
internal enum IcmpPolicy
{
    /// <summary>A client's peer is not there: its run has failed.</summary>
    Fail,

    /// <summary>A server's client has left, which is nobody's fault.</summary>
    Ignore,
}

/// <summary>Tells the errors that came by ICMP for an earlier datagram (udp(7)); on Windows a reset is one of them.</summary>
internal static class Icmp
{
    public static bool Says(Failure failure) => failure.Kind is FailureKind.Refused or FailureKind.Unreachable or FailureKind.Reset;
}
