using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace SockTool.Core.Native;

/// <summary>A pipe between us and a child. Ours closes on exec; the child's end is handed over and then closed here.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed unsafe class ChildPipe : IDisposable
{
    private ChildPipe(int ours, int theirs)
    {
        Ours = ours;
        Theirs = new SafeFileHandle(theirs, ownsHandle: true);
    }

    /// <summary>Our end; whoever takes it closes it.</summary>
    public int Ours { get; }

    public SafeFileHandle Theirs { get; }

    /// <summary>What we write is the child's input.</summary>
    public static ChildPipe? TryOpenTo() => TryOpen() is var (reader, writer) ? new ChildPipe(writer, reader) : null;

    /// <summary>What the child writes is our input.</summary>
    public static ChildPipe? TryOpenFrom() => TryOpen() is var (reader, writer) ? new ChildPipe(reader, writer) : null;

    /// <summary>Closes the child's end.</summary>
    public void Dispose() => Theirs.Dispose();

    // Where there is no pipe2(2) a fork of somebody else's between the two calls is the spawn's own: it closes all it was not given.
    private static (int Reader, int Writer)? TryOpen()
    {
        var ends = stackalloc int[2];
        if (Platform.HasLinuxCalls)
        {
            return Libc.Pipe(ends, Unix.CloseOnExec) == 0 ? (ends[0], ends[1]) : null;
        }

        if (Libc.Pipe(ends) < 0)
        {
            return null;
        }

        Unix.SetCloseOnExec(ends[0]);
        Unix.SetCloseOnExec(ends[1]);
        return (ends[0], ends[1]);
    }
}
