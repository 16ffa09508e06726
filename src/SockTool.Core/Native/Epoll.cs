using System.Runtime.InteropServices;

namespace SockTool.Core.Native;

/// <summary>What is wanted or was seen, of which descriptor, armed which time.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EpollEvent(PollEvents Seen, int Descriptor, int Arming);

/// <summary>epoll_create1(2), epoll_ctl(2) and epoll_wait(2); its events have the numbers of poll(2).</summary>
internal static unsafe partial class Epoll
{
    private const int Add = 1;
    private const int Modify = 3;
    private const uint OneShot = 1u << 30;
    private const uint EdgeTriggered = 1u << 31;

    // struct epoll_event is packed on x86-64 only (sys/epoll.h).
    private static readonly bool IsPacked = RuntimeInformation.ProcessArchitecture == Architecture.X64;
    private static readonly int Size = IsPacked ? 12 : 16;
    private static readonly int DataOffset = IsPacked ? 4 : 8;

    public static int Create() => epoll_create1(Unix.CloseOnExec);

    /// <summary>Zero, or the errno.</summary>
    public static int Arm(int epoll, int descriptor, PollEvents wanted, int arming)
    {
        // Once added a descriptor stays, disarmed, until its file is closed.
        var entry = new EpollEvent(wanted, descriptor, arming);
        var errno = Control(epoll, Modify, entry, OneShot);
        return errno == Errno.NotThere ? Control(epoll, Add, entry, OneShot) : errno;
    }

    /// <summary>To be told of everything new to read, and of the end, until the file is closed. Zero, or the errno.</summary>
    public static int AddEdge(int epoll, int descriptor, int ticket) =>
        Control(epoll, Add, new EpollEvent(PollEvents.Read | PollEvents.Urgent | PollEvents.PeerEnded, descriptor, ticket), EdgeTriggered);

    /// <summary>The count of <paramref name="events"/> that were filled; waits until there is one.</summary>
    public static int Wait(int epoll, Span<EpollEvent> events)
    {
        var entries = stackalloc byte[Size * events.Length];
        int count;
        while ((count = epoll_wait(epoll, entries, events.Length, -1)) < 0)
        {
            Unix.ThrowUnlessInterrupted();
        }

        for (var i = 0; i < count; i++)
        {
            var entry = entries + (i * Size);
            events[i] = new EpollEvent((PollEvents)(*(uint*)entry), *(int*)(entry + DataOffset), *(int*)(entry + DataOffset + 4));
        }

        return count;
    }

    private static int Control(int epoll, int operation, EpollEvent entry, uint how)
    {
        var bytes = stackalloc byte[16];
        *(uint*)bytes = (uint)entry.Seen | how;
        *(int*)(bytes + DataOffset) = entry.Descriptor;
        *(int*)(bytes + DataOffset + 4) = entry.Arming;
        return epoll_ctl(epoll, operation, entry.Descriptor, bytes) == 0 ? 0 : Unix.LastError;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_ctl(int epoll, int operation, int descriptor, byte* entry);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_wait(int epoll, byte* entries, int count, int timeoutMilliseconds);
}
