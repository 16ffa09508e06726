using System.Runtime.InteropServices;

namespace SockTool.Core.Native;

/// <summary>struct pollfd of poll(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollDescriptor
{
    public int Descriptor;
    public PollEvents Wanted;
    public PollEvents Seen;
}

/// <summary>The events of poll(2); those from Error to NotOpen are reported unasked. The same numbers on Linux and macOS.</summary>
[Flags]
internal enum PollEvents : short
{
    None = 0,
    Read = 0x1,
    Urgent = 0x2,
    Write = 0x4,
    Error = 0x8,
    HangUp = 0x10,
    NotOpen = 0x20,

    /// <summary>POLLRDHUP: the peer has ended its way. Linux only, and only for those who ask.</summary>
    PeerEnded = 0x2000,
}
