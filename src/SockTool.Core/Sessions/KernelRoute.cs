using System.Runtime.Versioning;
using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Core.Sessions;

/// <summary>Which call moves the bytes.</summary>
internal enum KernelCall
{
    /// <summary>sendfile(2), file to socket.</summary>
    SendFile,

    /// <summary>splice(2), pipe to socket.</summary>
    SpliceIntoSocket,

    /// <summary>splice(2), socket to pipe.</summary>
    SpliceIntoPipe,

    /// <summary>splice(2) twice, where neither is.</summary>
    SpliceThroughPipe,
}

/// <summary>Two ends between which the kernel can move bytes by itself.</summary>
internal sealed record KernelRoute(IKernelInput From, IKernelOutput To, KernelCall Call)
{
    /// <summary>null where the bytes must pass through this process.</summary>
    public static KernelRoute? Between(IInput source, IOutput destination) =>
        Platform.HasLinuxCalls
        && source is IKernelInput { ReadDescriptor: { } read } from
        && destination is IKernelOutput { WriteDescriptor: { } write } to
        && CallBetween(KindOf(read), KindOf(write)) is { } call
            ? new KernelRoute(from, to, call)
            : null;

    private static KernelCall? CallBetween(FileKind from, FileKind to) => (from, to) switch
    {
        (FileKind.Regular, FileKind.Socket) => KernelCall.SendFile,
        (FileKind.Pipe, FileKind.Socket) => KernelCall.SpliceIntoSocket,
        (FileKind.Socket, FileKind.Pipe) => KernelCall.SpliceIntoPipe,
        (FileKind.Socket, FileKind.Regular or FileKind.CharacterDevice or FileKind.Socket) => KernelCall.SpliceThroughPipe,
        _ => null,
    };

    // splice(2) honours O_NONBLOCK of a socket, not its own flag alone: one that would block is left to poll(2) and read(2).
    // Nor does it write to a terminal or append to a file.
    [SupportedOSPlatform("linux")]
    private static FileKind KindOf(int descriptor) => FileIdentity.OfDescriptor(descriptor)?.Kind switch
    {
        FileKind.Socket when !Unix.IsNonBlocking(descriptor) => FileKind.None,
        FileKind.Regular when Unix.IsAppending(descriptor) => FileKind.None,
        FileKind.CharacterDevice when TerminalMode.IsTerminal(descriptor) => FileKind.None,
        var kind => kind ?? FileKind.None,
    };
}
