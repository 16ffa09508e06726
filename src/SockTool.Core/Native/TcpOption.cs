namespace SockTool.Core.Native;

/// <summary>Options of a TCP socket as Linux numbers them: netinet/tcp.h, at level IPPROTO_TCP; tcp(7).</summary>
internal static unsafe class TcpOption
{
    public const int Level = 6;

    public const int NoDelay = 1;
    public const int Information = 11;
    public const int Congestion = 13;
    public const int MostUnsent = 25; // TCP_NOTSENT_LOWAT

    /// <summary>The longest name of a congestion control, in bytes with its zero (TCP_CA_NAME_MAX).</summary>
    public const int LongestName = 16;

    /// <summary>null for what is no TCP socket.</summary>
    public static int? Get(int descriptor, int option)
    {
        int value;
        uint length = sizeof(int);
        return Libc.GetSocketOption(descriptor, Level, option, (byte*)&value, &length) == 0 ? value : null;
    }

    public static void Set(int descriptor, int option, int value) => _ = Libc.SetSocketOption(descriptor, Level, option, (byte*)&value, sizeof(int));

    /// <summary>Fills <paramref name="name"/> and returns its length; 0 for what is no TCP socket.</summary>
    public static int GetCongestion(int descriptor, Span<byte> name)
    {
        var length = (uint)name.Length;
        fixed (byte* into = name)
        {
            return Libc.GetSocketOption(descriptor, Level, Congestion, into, &length) == 0 ? (int)length : 0;
        }
    }

    public static void SetCongestion(int descriptor, ReadOnlySpan<byte> name)
    {
        fixed (byte* from = name)
        {
            _ = Libc.SetSocketOption(descriptor, Level, Congestion, from, (uint)name.Length);
        }
    }
}
