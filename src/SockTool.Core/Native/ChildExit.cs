namespace SockTool.Core.Native;

/// <summary>How a child ended.</summary>
/// <param name="End">Whether it ended by itself or by a signal.</param>
/// <param name="Number">Its exit code, 0 to 255, or the number of the signal.</param>
public sealed record ChildExit(ChildEnd End, int Number)
{
    /// <summary>What a shell would show as <c>$?</c>: the exit code, or 128 plus the signal.</summary>
    public int ShellCode => End == ChildEnd.Signaled ? 128 + Number : Number;

    /// <summary>Reads the status of waitpid(2); its layout is the same on Linux and macOS.</summary>
    internal static ChildExit FromStatus(int status) => (status & 0x7F) is var signal and not 0
        ? new(ChildEnd.Signaled, signal)
        : new(ChildEnd.Exited, (status >> 8) & 0xFF);
}
