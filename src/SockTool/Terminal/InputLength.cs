using Microsoft.Win32.SafeHandles;
using SockTool.Core.Native;
using SockTool.Options;

namespace SockTool.Terminal;

/// <summary>How many bytes this side's input has.</summary>
internal static class InputLength
{
    /// <summary>null where only its end tells: a pipe, a terminal, line ends that become longer.</summary>
    public static long? Of(DataSettings data) => data switch
    {
        { LineEnds: not LineEnds.AsTheyAre } => null,
        { Payload: { } payload } => payload.Sum(message => (long)message.Length),
        { InputFile: { } path } => OfFile(path),
        _ => Platform.HasDescriptors ? OfDescriptor(StandardDescriptors.Input) : null,
    };

    private static long? OfFile(string path)
    {
        try
        {
            // Opening a FIFO would wait for its other end.
            return !Platform.HasDescriptors || FileIdentity.KindBehind(path) == FileKind.Regular ? LengthOf(File.OpenHandle(path)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whoever reads it says so.
            return null;
        }
    }

    // What was read of it before us is not ours to send.
    private static long? OfDescriptor(int descriptor) => FileIdentity.OfDescriptor(descriptor)?.Kind == FileKind.Regular
        ? LengthOf(new SafeFileHandle(descriptor, ownsHandle: false)) - Math.Max(0, Libc.Seek(descriptor, 0, Libc.FromHere))
        : null;

    private static long LengthOf(SafeFileHandle file)
    {
        using (file)
        {
            return RandomAccess.GetLength(file);
        }
    }
}
