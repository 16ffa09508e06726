using System.Text;
using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>A secret of the user's, read from where its owner keeps it when it is first needed. Its text goes where it is asked for, and nowhere else.</summary>
public sealed class Secret
{
    private const int Longest = 1024;

    private readonly Once<string> text;

    private Secret(Func<CancellationToken, Task<string>> read) => text = new(read);

    public static Secret Of(string text) => new(_ => Task.FromResult(text));

    /// <summary>The first line of a file, or of what a descriptor gives (<c>/dev/fd/3</c>).</summary>
    public static Secret InFile(string path) => new(cancellation => ReadLineAsync(path, cancellation));

    /// <exception cref="FailureException">It cannot be read, is longer than 1024 bytes or not UTF-8; kind InputUnreadable.</exception>
    public Task<string> ReadAsync(CancellationToken cancellation) => text.GetAsync(cancellation);

    /// <summary>Never the secret.</summary>
    public override string ToString() => "(secret)";

    private static async Task<string> ReadLineAsync(string path, CancellationToken cancellation)
    {
        var line = await SmallFile.ReadLineAsync(path, Longest, cancellation);
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(line.AsSpan().TrimEnd((byte)'\r'));
        }
        catch (DecoderFallbackException)
        {
            throw new FailureException(new Failure(FailureKind.InputUnreadable, Operation.Read) { Subject = path, Errno = Errno.IllegalSequence });
        }
    }
}
