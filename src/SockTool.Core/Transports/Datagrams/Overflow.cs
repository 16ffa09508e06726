using System.Net.Sockets;
using System.Runtime.InteropServices;
using SockTool.Core.Native;

namespace SockTool.Core.Transports.Datagrams;

/// <summary>What the kernel has dropped because a socket's receive buffer was full: only Linux tells (SO_MEMINFO, socket(7)).</summary>
internal static class Overflow
{
    // asm-generic/socket.h: SOL_SOCKET, SO_MEMINFO; linux/sock_diag.h: SK_MEMINFO_DROPS, the last of nine 32-bit counters.
    private const int SocketLevel = 1;
    private const int MemoryInformation = 55;
    private const int Drops = 8;

    /// <summary>Tells how many datagrams were lost so, at the end of a socket.</summary>
    public static void Tell(Socket socket, string name, ITransportObserver observer)
    {
        if (CountOf(socket) is > 0 and var lost)
        {
            observer.DatagramsLost(name, lost);
        }
    }

    private static long CountOf(Socket socket)
    {
        if (!Platform.HasLinuxCalls)
        {
            return 0;
        }

        Span<byte> counters = stackalloc byte[(Drops + 1) * sizeof(uint)];
        try
        {
            return socket.GetRawSocketOption(SocketLevel, MemoryInformation, counters) == counters.Length
                ? MemoryMarshal.Cast<byte, uint>(counters)[Drops]
                : 0;
        }
        catch (SocketException)
        {
            // A kernel before 4.12.
            return 0;
        }
    }
}
