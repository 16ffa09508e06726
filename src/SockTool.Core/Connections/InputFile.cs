using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>Opens files to read from.</summary>
public static class InputFile
{
    /// <exception cref="FailureException">The file cannot be opened; kind InputUnreadable.</exception>
    public static DescriptorInput Open(string path)
    {
        var descriptor = DescriptorLibc.Open(path, Unix.ReadOnly | Unix.CloseOnExec, 0);
        return descriptor >= 0
            ? new DescriptorInput(descriptor, path)
            : throw new FailureException(new Failure(FailureKind.InputUnreadable, Operation.Open) { Subject = path, Errno = Unix.LastError });
    }
}
