using System.Net;
using System.Net.Sockets;

namespace SockTool.Benchmarks.Processes;

/// <summary>A port that nobody listens on and nobody else can take.</summary>
internal sealed class UnservedPort : IDisposable
{
    private readonly Socket holder = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public UnservedPort() => holder.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public int Number => ((IPEndPoint)holder.LocalEndPoint!).Port;

    public void Dispose() => holder.Dispose();
}
