using System.Net;
using SockTool.Core.Packets;

namespace SockTool.Core.Tests.Packets;

/// <summary>Packets for tests, made by the writer that the rebuilt ones come from.</summary>
internal static class WrittenPackets
{
    public static Place At(string endpoint) => Place.Of(IPEndPoint.Parse(endpoint));

    public static byte[] Tcp(string from, string to, TcpSegment segment, params byte[] data) => IPWriting.Tcp(At(from), At(to), segment with { Bytes = data.Length }, data);

    /// <summary>A bare segment.</summary>
    public static TcpSegment Segment(TcpControl flags, uint sequence = 0, uint acknowledgement = 0, int bytes = 0) => new(sequence, acknowledgement, flags, 1000, bytes);
}
