using System.Buffers;
using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>
/// Reads into memory what a user named as a small file, whatever it is: a FIFO or a terminal is waited for only as long as
/// nobody cancels, and a device that never ends is not read for ever. Each is read once, as <c>&lt;(COMMAND)</c> must be.
/// </summary>
public static class SmallFile
{
    /// <summary>All of it.</summary>
    /// <exception cref="FailureException">It cannot be read, or has more than <paramref name="most"/> bytes; kind InputUnreadable.</exception>
    public static Task<byte[]> ReadAsync(string path, int most, CancellationToken cancellation) => ReadAsync(path, most, _ => -1, cancellation);

    /// <summary>Its first line without the end, and nothing behind that.</summary>
    /// <exception cref="FailureException">It cannot be read, or the line has more than <paramref name="most"/> bytes; kind InputUnreadable.</exception>
    public static Task<byte[]> ReadLineAsync(string path, int most, CancellationToken cancellation) =>
        ReadAsync(path, most, bytes => bytes.IndexOf((byte)'\n'), cancellation);

    private static async Task<byte[]> ReadAsync(string path, int most, Func<ReadOnlySpan<byte>, int> findEnd, CancellationToken cancellation)
    {
        var file = await InputFile.OpenAsync(path, cancellation);
        using var closing = file as IDisposable;
        var read = new ArrayBufferWriter<byte>();
        var end = -1;
        while (end < 0 && read.WrittenCount <= most)
        {
            var count = await file.ReadAsync(read.GetMemory(), cancellation);
            read.Advance(count);
            end = count == 0 ? read.WrittenCount : findEnd(read.WrittenSpan);
        }

        return end >= 0 && end <= most
            ? read.WrittenSpan[..end].ToArray()
            : throw new FailureException(new Failure(FailureKind.InputUnreadable, Operation.Read) { Subject = path, Errno = Errno.FileTooLarge });
    }
}
