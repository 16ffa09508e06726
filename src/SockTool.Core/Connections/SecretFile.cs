using System.Text;
using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>Reads a secret from where its owner keeps it: the first line of a file, or of what a descriptor gives (<c>/dev/fd/3</c>).</summary>
public static class SecretFile
{
    private const int Longest = 1024;

    // As Linux numbers them: the line is too long, and not UTF-8.
    private const int TooLong = 27;
    private const int NotText = 84;

    /// <summary>The line without its end.</summary>
    /// <exception cref="FailureException">It cannot be read, is longer than 1024 bytes or not UTF-8; kind InputUnreadable.</exception>
    public static string Read(string path)
    {
        using var file = InputFile.Open(path);
        var bytes = new byte[Longest + 1];
        var count = 0;
        while (count < bytes.Length && !bytes.AsSpan(0, count).Contains((byte)'\n'))
        {
            var more = DescriptorIo.Read(file.ReadDescriptor!.Value, bytes.AsSpan(count));
            if (more <= 0)
            {
                return more == 0 ? Text(bytes.AsSpan(0, count), path) : throw Unreadable(path, -more);
            }

            count += more;
        }

        var end = bytes.AsSpan(0, count).IndexOf((byte)'\n');
        return end >= 0 ? Text(bytes.AsSpan(0, end), path) : throw Unreadable(path, TooLong);
    }

    private static string Text(ReadOnlySpan<byte> line, string path)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(line.TrimEnd((byte)'\r'));
        }
        catch (DecoderFallbackException)
        {
            throw Unreadable(path, NotText);
        }
    }

    private static FailureException Unreadable(string path, int errno) =>
        new(new Failure(FailureKind.InputUnreadable, Operation.Read) { Subject = path, Errno = errno });
}
