namespace SockTool.Core.Packets;

/// <summary>The control bits of a TCP header (RFC 9293 section 3.1).</summary>
[Flags]
public enum TcpControl
{
    None = 0,
    Fin = 0x01,
    Syn = 0x02,
    Rst = 0x04,
    Psh = 0x08,
    Ack = 0x10,
    Urg = 0x20,
    Ece = 0x40,
    Cwr = 0x80,
}

/// <summary>Flags as the field writes them.</summary>
public static class TcpControlText
{
    private static readonly TcpControl[] InOrder = [TcpControl.Syn, TcpControl.Fin, TcpControl.Rst, TcpControl.Psh, TcpControl.Ack, TcpControl.Urg, TcpControl.Ece, TcpControl.Cwr];

    /// <summary>As <c>SYN+ACK</c>; empty for none.</summary>
    public static string Of(TcpControl flags) => string.Join('+', InOrder.Where(one => flags.HasFlag(one)).Select(one => one.ToString().ToUpperInvariant()));
}
