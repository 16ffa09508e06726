using System.Collections;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Transports;
using SockTool.Terminal;

namespace SockTool.Commands;

/// <summary>The environment of the programs that we start: ours, and what they should know. Text of a peer's reaches them in no other way (rule E5).</summary>
internal static class Surroundings
{
    // What the service manager told us is about us: a child that took it for its own would listen on, or be ready for, another.
    private static readonly string[] Ours = [ServiceManager.Variable, "LISTEN_PID", "LISTEN_PIDFDID", "LISTEN_FDS", "LISTEN_FDNAMES"];

    /// <summary>Of the command of <c>--run</c>.</summary>
    public static IReadOnlyList<string> At(BoundAddress address) =>
        With(("SOCK_ADDRESS", address.Host), ("SOCK_PORT", address.Port is { } port ? FormattableString.Invariant($"{port}") : ""));

    /// <summary>Of a client's child.</summary>
    public static IReadOnlyList<string> Of(IConnection client, Endpoint endpoint)
    {
        var (peer, peerPort) = Split(client.Name);
        var (local, localPort) = Split(client.LocalNameOrNone());
        return With(
            ("SOCK_PEER_ADDRESS", peer), ("SOCK_PEER_PORT", peerPort), ("SOCK_LOCAL_ADDRESS", local), ("SOCK_LOCAL_PORT", localPort), ("SOCK_PROTOCOL", ProtocolOf(endpoint, local)));
    }

    private static string ProtocolOf(Endpoint endpoint, string local) => endpoint switch
    {
        DescriptorEndpoint when local.StartsWith("unix:", StringComparison.Ordinal) => "unix",
        UdpEndpoint => "udp",
        UnixEndpoint => "unix",
        TlsEndpoint => "tls",
        WebSocketEndpoint { Carrier: TlsEndpoint } => "wss",
        WebSocketEndpoint => "ws",
        _ => "tcp",
    };

    private static (string Address, string Port) Split(string name)
    {
        var colon = name.LastIndexOf(':');
        return colon < 0 || name.StartsWith("unix:", StringComparison.Ordinal) ? (name, "") : (name[..colon].Trim('[', ']'), name[(colon + 1)..]);
    }

    private static List<string> With(params IEnumerable<(string Name, string Value)> own)
    {
        var all = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
        foreach (var name in Ours)
        {
            all.Remove(name);
        }

        foreach (var (name, value) in own)
        {
            all[name] = value;
        }

        return [.. all.Select(variable => $"{variable.Key}={variable.Value}")];
    }
}
