using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>Opens files to read from.</summary>
public static class InputFile
{
    /// <exception cref="FailureException">The file cannot be opened; kind InputUnreadable.</exception>
    public static DescriptorInput Open(string path)
    {
        var descriptor = DescriptorLibc.Open(path, Unix.ReadOnly | Unix.CloseOnExec, 0);
        return descriptor >= 0 ? new DescriptorInput(descriptor, path) : throw Unopened(path, Unix.LastError);
    }

    /// <summary>The same, where opening can wait: a FIFO's does for a writer. What is opened is to be disposed.</summary>
    /// <inheritdoc cref="Open"/>
    public static async Task<IInput> OpenAsync(string path, CancellationToken cancellation) =>
        Platform.HasDescriptors ? await Task.Run(() => Open(path), cancellation).WaitAsync(cancellation) : OpenStream(path);

    private static StreamInput OpenStream(string path)
    {
        try
        {
            return new StreamInput(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.Asynchronous), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unopened(path, e.HResult & 0xffff);
        }
    }

    private static FailureException Unopened(string path, int errno) =>
        new(new Failure(FailureKind.InputUnreadable, Operation.Open) { Subject = path, Errno = errno });
}
