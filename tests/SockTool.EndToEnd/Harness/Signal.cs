using System.Runtime.InteropServices;

namespace SockTool.EndToEnd.Harness;

/// <summary>kill(2) to one process, by the numbers of Linux.</summary>
internal static partial class Signal
{
    public const int Hangup = 1;
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    public static void Send(int process, int signal) => Assert.Equal(0, SendTo(process, signal));

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendTo(int process, int signal);
}
