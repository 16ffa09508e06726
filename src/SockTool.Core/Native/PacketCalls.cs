using System.Runtime.InteropServices;

namespace SockTool.Core.Native;

/// <summary>A packet socket as packet(7) tells of it: IP packets without their link's header, as they leave and come. For Linux.</summary>
internal static unsafe partial class PacketCalls
{
    // linux/if_packet.h, linux/if_ether.h and asm-generic/socket.h.
    private const int Family = 17;
    private const int Datagrams = 2;
    private const int EveryProtocol = 3;
    private const int SocketLevel = 1;
    private const int AttachFilter = 26;
    private const int ReceiveBuffer = 8;
    private const int ReceiveBufferForced = 33;
    private const int TimestampNanoseconds = 35;
    private const int PacketLevel = 263;
    private const int Statistics = 6;
    private const int TellWholeLength = 0x20;
    private const byte Leaving = 4;

    /// <summary>A descriptor that receives nothing yet, or the negative errno: EPERM without CAP_NET_RAW.</summary>
    public static int Open() =>
        Socket(Family, Datagrams | Unix.NonBlocking | Unix.CloseOnExec, 0) is >= 0 and var descriptor ? descriptor : -Unix.LastError;

    /// <summary>From now on it receives what the filter lets pass, of every interface. 0 or the errno.</summary>
    public static int Begin(int descriptor)
    {
        LinkAddress every = new() { Family = Family, Protocol = EveryProtocol << 8 };
        return Libc.Bind(descriptor, (byte*)&every, (uint)sizeof(LinkAddress)) == 0 ? 0 : Unix.LastError;
    }

    /// <summary>Room for so many bytes of packets, more than others may have where that is permitted, each with the time at which it was seen.</summary>
    public static void SetUp(int descriptor, int room)
    {
        var on = 1;
        _ = Libc.SetSocketOption(descriptor, SocketLevel, TimestampNanoseconds, (byte*)&on, sizeof(int));
        if (Libc.SetSocketOption(descriptor, SocketLevel, ReceiveBufferForced, (byte*)&room, sizeof(int)) < 0)
        {
            _ = Libc.SetSocketOption(descriptor, SocketLevel, ReceiveBuffer, (byte*)&room, sizeof(int));
        }
    }

    /// <summary>Takes the place of the filter before, at once. 0 or the errno.</summary>
    /// <param name="descriptor">The packet socket.</param>
    /// <param name="instructions">struct sock_filter of linux/filter.h, one a number.</param>
    public static int Filter(int descriptor, ReadOnlySpan<ulong> instructions)
    {
        fixed (ulong* first = instructions)
        {
            FilterProgram program = new() { Length = (ushort)instructions.Length, Instructions = first };
            return Libc.SetSocketOption(descriptor, SocketLevel, AttachFilter, (byte*)&program, (uint)sizeof(FilterProgram)) == 0 ? 0 : Unix.LastError;
        }
    }

    /// <summary>The next packet: its length, which can be more than <paramref name="buffer"/> has room for, or the negative errno.</summary>
    public static int Receive(int descriptor, Span<byte> buffer, out PacketSeen seen)
    {
        const int ControlRoom = 128;
        var control = stackalloc byte[ControlRoom];
        LinkAddress address = default;
        seen = default;
        fixed (byte* start = buffer)
        {
            Piece piece = new() { Start = start, Length = (nuint)buffer.Length };
            Message message = new() { Name = &address, NameLength = (uint)sizeof(LinkAddress), Pieces = &piece, PieceCount = 1, Control = control, ControlLength = ControlRoom };
            nint count;
            while ((count = ReceiveMessage(descriptor, &message, TellWholeLength)) < 0 && Unix.LastError == Errno.Interrupted)
            {
            }

            if (count < 0)
            {
                return -Unix.LastError;
            }

            seen = new PacketSeen(TimeOf(new ReadOnlySpan<byte>(control, (int)message.ControlLength)), address.Interface, address.Kind == Leaving);
            return (int)count;
        }
    }

    /// <summary>The address of this side of any socket, as the system writes it. 0 or the errno.</summary>
    public static int NameOf(int socket, Span<byte> address)
    {
        fixed (byte* start = address)
        {
            var length = (uint)address.Length;
            return GetSocketName(socket, start, &length) == 0 ? 0 : Unix.LastError;
        }
    }

    /// <summary>How many packets there was no room for since this was last asked.</summary>
    public static long TakeDropped(int descriptor)
    {
        var counts = stackalloc uint[2];
        uint length = 2 * sizeof(uint);
        return Libc.GetSocketOption(descriptor, PacketLevel, Statistics, (byte*)counts, &length) == 0 ? counts[1] : 0;
    }

    // cmsg(3): the length with its own, level, type; then struct timespec.
    private static long TimeOf(ReadOnlySpan<byte> control)
    {
        var header = sizeof(nuint) + (2 * sizeof(int));
        if (control.Length < header + (2 * sizeof(nint)) || MemoryMarshal.Read<int>(control[(sizeof(nuint) + sizeof(int))..]) != TimestampNanoseconds)
        {
            return 0;
        }

        var time = control[header..];
        return ((long)MemoryMarshal.Read<nint>(time) * 1_000_000_000) + MemoryMarshal.Read<nint>(time[sizeof(nint)..]);
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    private static partial nint ReceiveMessage(int socket, Message* message, int flags);

    [LibraryImport("libc", EntryPoint = "getsockname", SetLastError = true)]
    private static partial int GetSocketName(int socket, byte* address, uint* length);

    /// <summary>struct sockaddr_ll.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct LinkAddress
    {
        public ushort Family;
        public ushort Protocol;
        public int Interface;
        public ushort Hardware;
        public byte Kind;
        public byte AddressLength;
        public ulong Address;
    }

    /// <summary>struct sock_fprog.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct FilterProgram
    {
        public ushort Length;
        public ulong* Instructions;
    }

    /// <summary>struct iovec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Piece
    {
        public byte* Start;
        public nuint Length;
    }

    /// <summary>struct msghdr.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Message
    {
        public LinkAddress* Name;
        public uint NameLength;
        public Piece* Pieces;
        public nuint PieceCount;
        public byte* Control;
        public nuint ControlLength;
        public int Flags;
    }
}

/// <summary>What is known of a packet beside its bytes.</summary>
/// <param name="Nanoseconds">Since 1970, UTC; 0 where the kernel did not tell.</param>
/// <param name="Interface">Its number.</param>
/// <param name="IsLeaving">Whether it was on its way out.</param>
internal readonly record struct PacketSeen(long Nanoseconds, int Interface, bool IsLeaving);
