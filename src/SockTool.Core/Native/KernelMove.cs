using System.Runtime.InteropServices;

namespace SockTool.Core.Native;

/// <summary>Linux's ways to move bytes between descriptors without a copy of them in this process: sendfile(2), splice(2).</summary>
internal static unsafe partial class KernelMove
{
    // SPLICE_F_MOVE | SPLICE_F_NONBLOCK: a pipe that we share with others does not block us, and its flags stay as they are.
    private const uint WithoutBlocking = 3;

    private const int FromHere = 1; // SEEK_CUR of lseek(2)
    private const int SetPipeSize = 1031; // F_SETPIPE_SZ of fcntl(2)
    private const int GetPipeSize = 1032; // F_GETPIPE_SZ

    // The most that an unprivileged process may have (pipe(7), pipe-max-size).
    private const int WidePipe = 1024 * 1024;

    /// <summary>From a file at its position, which moves on, to a socket. The count of bytes, 0 at the end of the file, or the negative errno.</summary>
    public static nint SendFile(int file, int socket, nint most) => Counted(sendfile(socket, file, null, most));

    /// <summary>From or to a pipe. The count of bytes, 0 at the end, or the negative errno.</summary>
    public static nint Splice(int from, int to, nint most) => Counted(splice(from, null, to, null, most, WithoutBlocking));

    /// <summary>Bytes between a file's position and its end; negative where it has no position.</summary>
    public static long LeftIn(int file) => lseek(file, 0, FromHere) is >= 0 and var position ? FileIdentity.LengthOf(file) - position : -1;

    /// <summary>A pipe that does not block; false where no more descriptors are to be had.</summary>
    public static bool TryOpenPipe(out int reader, out int writer)
    {
        var ends = stackalloc int[2];
        var opened = Libc.Pipe(ends, Unix.CloseOnExec | Unix.NonBlocking) == 0;
        (reader, writer) = (ends[0], ends[1]);
        return opened;
    }

    /// <summary>How many bytes a pipe holds.</summary>
    public static int SizeOf(int pipe) => DescriptorLibc.Fcntl(pipe, GetPipeSize, 0);

    /// <summary>Makes a pipe hold as much as it may. How many bytes that is; where it may not grow it stays as it is.</summary>
    public static int Widen(int pipe)
    {
        var size = SizeOf(pipe);
        return size < WidePipe && DescriptorLibc.Fcntl(pipe, SetPipeSize, WidePipe) is > 0 and var wider ? wider : size;
    }

    private static nint Counted(nint result) => result < 0 ? -Unix.LastError : result;

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint sendfile(int to, int from, long* offset, nint count);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint splice(int from, long* fromOffset, int to, long* toOffset, nint count, uint flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial long lseek(int file, long offset, int origin);
}
