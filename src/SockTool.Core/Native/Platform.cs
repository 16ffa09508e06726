using System.Runtime.Versioning;

namespace SockTool.Core.Native;

/// <summary>
/// Which of a system's own ways are used. <see cref="Setting"/> leaves some of them out, so that Linux runs the code that other
/// systems have to run: <c>unix</c> what macOS does, <c>portable</c> what Windows does.
/// </summary>
public static class Platform
{
    /// <summary>The name of AppContext's data that holds the word. To be set before anything here is asked.</summary>
    public const string Setting = "sock.platform";

    private static readonly string? Ways = AppContext.GetData(Setting) as string;

    /// <summary>Whether Linux's own ways are used: epoll(7), splice(2), TCP_INFO, packet(7), the calls of connections without the framework.</summary>
    [SupportedOSPlatformGuard("linux")]
    public static bool HasLinuxCalls { get; } = OperatingSystem.IsLinux() && Ways is not ("unix" or "portable");

    /// <summary>Whether sockets, files and standard streams are descriptors to read(2), write(2) and poll(2), and programs can be given some.</summary>
    [UnsupportedOSPlatformGuard("windows")]
    public static bool HasDescriptors { get; } = !OperatingSystem.IsWindows() && Ways is not "portable";
}
