using System.Globalization;
using System.Runtime.InteropServices;

namespace SockTool.Core.Packets;

/// <summary>Linux's table of TCP connections, which knows those too whose socket is closed: /proc/net/tcp and tcp6 (proc_net_tcp of the kernel's documentation).</summary>
public static class ConnectionTable
{
    // What the 100 in net/ipv4/tcp_ipv4.c's clock_t is: USER_HZ.
    private const int TicksASecond = 100;
    private const int TimeWaitTimer = 3;
    private const int Width = 8;

    private static readonly string[] Files = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>The state of <paramref name="flow"/>; CLOSED where it is not in the table, Unknown where there is none.</summary>
    public static TableEntry Find(Flow flow)
    {
        var found = new TableEntry(TcpState.Unknown, null);
        foreach (var file in Files)
        {
            try
            {
                foreach (var line in File.ReadLines(file))
                {
                    if (TryRead(line) is { } entry && entry.Flow == flow)
                    {
                        return entry.Entry;
                    }
                }

                found = new TableEntry(TcpState.Closed, null);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another system, or one without IPv6.
            }
        }

        return found;
    }

    /// <summary>One line of the table; null where it is none, as the first.</summary>
    public static (Flow Flow, TableEntry Entry)? TryRead(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 6 || TryReadPlace(words[1]) is not { } local || TryReadPlace(words[2]) is not { } remote || !TryReadHex(words[3], out var state))
        {
            return null;
        }

        var timer = words[5].Split(':');
        var left = timer is [var kind, var when] && TryReadHex(kind, out var number) && number == TimeWaitTimer && TryReadHex(when, out var ticks)
            ? TimeSpan.FromSeconds((double)ticks / TicksASecond)
            : (TimeSpan?)null;
        return (new Flow(local, remote), new TableEntry(TcpStateText.OfNumber((int)state), left));
    }

    // Words of 32 bits, each as the machine stores it.
    private static Place? TryReadPlace(string text)
    {
        if (text.Split(':') is not [{ Length: Width or 4 * Width } address, var port] || !TryReadHex(port, out var number) || number > ushort.MaxValue)
        {
            return null;
        }

        var words = new uint[address.Length / Width];
        for (var i = 0; i < words.Length; i++)
        {
            if (!TryReadHex(address.AsSpan(i * Width, Width), out words[i]))
            {
                return null;
            }
        }

        return new Place(Place.Read(MemoryMarshal.AsBytes<uint>(words)), (int)number);
    }

    private static bool TryReadHex(ReadOnlySpan<char> text, out uint number) => uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
}

/// <summary>What the table says of a connection.</summary>
/// <param name="State">Its state.</param>
/// <param name="Left">For how long it stays in TIME-WAIT; null in any other state.</param>
public sealed record TableEntry(TcpState State, TimeSpan? Left);
