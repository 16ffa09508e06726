using System.Net;
using System.Net.Sockets;
using SockTool.Core.Packets;
using static SockTool.Core.Tests.Packets.WrittenPackets;

namespace SockTool.Core.Tests.Packets;

public sealed class ConnectionTableTests
{
    [Theory]
    [InlineData("  0: 0100007F:1F90 0200007F:9C40 06 00000000:00000000 03:00001770 00000000     0        0 0 3 0000000000000000", "127.0.0.1:8080", "127.0.0.2:40000", TcpState.TimeWait, 60.0)]
    [InlineData("  1: 0100007F:1F90 0200007F:9C40 08 00000000:00000001 00:00000000 00000000     0        0 5 1", "127.0.0.1:8080", "127.0.0.2:40000", TcpState.CloseWait, null)]
    [InlineData("  2: 00000000000000000000000001000000:0050 B80D0120000000000000000002000000:9C40 01 0:0 02:000000A1 0", "[::1]:80", "[2001:db8::2]:40000", TcpState.Established, null)]
    [InlineData("  3: 0000000000000000FFFF00000100007F:0050 0000000000000000FFFF00000100007F:9C40 0C 0:0 01:00000014 0", "127.0.0.1:80", "127.0.0.1:40000", TcpState.SynReceived, null)]
    public void A_line_is_a_connection(string line, string local, string remote, TcpState state, double? left)
    {
        // The words are as a little-endian machine stores them.
        Assert.True(BitConverter.IsLittleEndian);
        var (flow, entry) = ConnectionTable.TryRead(line)!.Value;
        Assert.Equal(new Flow(At(local), At(remote)), flow);
        Assert.Equal(new TableEntry(state, left is { } seconds ? TimeSpan.FromSeconds(seconds) : null), entry);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode")]
    [InlineData("  0: 0100007F:1F90 0200007F:9C40")]
    [InlineData("  0: 0100007:1F90 0200007F:9C40 06 0:0 03:0 0")]
    [InlineData("  0: 0100007F:1F901 0200007F:9C40 06 0:0 03:0 0")]
    public void What_is_no_connection_is_passed_over(string line) => Assert.Null(ConnectionTable.TryRead(line));

    [SkippableFact]
    public async Task The_kernels_own_table_is_read()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "only Linux has the file");
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.LocalEndPoint!);
        using var server = await listener.AcceptAsync();
        var flow = Flow.TryOf(client)!.Value;
        Assert.Equal(TcpState.Established, ConnectionTable.Find(flow).State);
        Assert.Equal(TcpState.Established, TcpView.TryRead(client)!.State);
        server.LingerState = new LingerOption(enable: true, seconds: 0);
        server.Close();
        Assert.Equal(TcpState.Closed, ConnectionTable.Find(flow).State);
    }
}
