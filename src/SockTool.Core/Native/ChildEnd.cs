namespace SockTool.Core.Native;

/// <summary>The two ways in which a process ends (wait(2): WIFEXITED, WIFSIGNALED).</summary>
public enum ChildEnd
{
    Exited,
    Signaled,
}
