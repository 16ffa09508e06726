using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>How an output file is written.</summary>
public enum FileWriting
{
    /// <summary>Into a temporary file beside it, which takes its place on a clean end.</summary>
    Replace,

    /// <summary>From its beginning, and nothing is left of what was there.</summary>
    Over,
    Append,
}

/// <summary>
/// An output file that takes its place only after a clean end: the bytes go to a temporary file beside it, which is renamed.
/// A symbolic link is refused (CVE-2024-54661), unless it names a <see cref="HeldDescriptor"/>; what is no regular file is written straight and never renamed over.
/// </summary>
public sealed class ReplacingFile : IKernelOutput, IDeparture, IDisposable
{
    private readonly string path;
    private readonly string? temporary;
    private readonly IKernelOutput inner;
    private bool closed;
    private FileIdentity? committed;
    private ReadOnlyMemory<byte> content;

    private ReplacingFile(string path, string? temporary, IKernelOutput inner)
    {
        this.path = path;
        this.temporary = temporary;
        this.inner = inner;
    }

    /// <summary>Opens <paramref name="path"/> for a new content, or for more at its end.</summary>
    /// <exception cref="FailureException">The file cannot be written; kind OutputUnwritable, ELOOP for a symbolic link.</exception>
    public static ReplacingFile Open(string path, FileWriting writing) => HeldDescriptor.NumberIn(path) is { } number
        ? new ReplacingFile(path, null, HeldDescriptor.Open(number, path))
        : OpenNamed(path, writing);

    private static ReplacingFile OpenNamed(string path, FileWriting writing)
    {
        var straight = writing != FileWriting.Replace;
        var there = FileIdentity.OfPath(path);
        if (there?.Kind == FileKind.SymbolicLink)
        {
            throw OutputFile.Failed(path, Operation.Open, Errno.TooManyLinks);
        }

        // Opening what exists shows, before anything is received, whether it may be written: rename(2) would not ask.
        var opening = writing switch
        {
            FileWriting.Append => FileOpening.Append,
            FileWriting.Over => FileOpening.Over,
            _ => FileOpening.Existing,
        };
        var direct = there is null && !straight ? null : OutputFile.Open(path, opening, path);
        if (direct is not null && (straight || there?.Kind != FileKind.Regular))
        {
            return new ReplacingFile(path, null, direct);
        }

        (direct as IDisposable)?.Dispose();
        return Beside(path, there);
    }

    /// <summary>Fails where <see cref="WriteWhole"/> would, and leaves everything as it is.</summary>
    /// <exception cref="FailureException">The file cannot be written; kind OutputUnwritable.</exception>
    public static void Try(string path)
    {
        using var file = Open(path, FileWriting.Replace);
        file.Discard();
    }

    /// <summary>Puts a small file in its place, whole or not at all.</summary>
    public static ReplacingFile WriteWhole(string path, ReadOnlyMemory<byte> content) => Put(Open(path, FileWriting.Replace), content);

    /// <summary>The same in the place of what was read there: a descriptor is not one, for it has no beginning to go back to.</summary>
    public static void Rewrite(string path, ReadOnlyMemory<byte> content) => Put(OpenNamed(path, FileWriting.Replace), content);

    private static ReplacingFile Put(ReplacingFile opened, ReadOnlyMemory<byte> content)
    {
        using var file = opened;
        try
        {
            file.WriteAsync(content, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            file.Commit();
            file.content = content;
            return file;
        }
        catch (FailureException)
        {
            file.Discard();
            throw;
        }
    }

    public int? WriteDescriptor => inner.WriteDescriptor;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => inner.WriteAsync(bytes, cancellation);

    /// <summary>
    /// Writes all of it, at once. 0, or the number of the error that kept some of it back: EAGAIN where a pipe's reader took nothing for
    /// as long as <paramref name="patience"/>.
    /// </summary>
    public int WriteAll(ReadOnlySpan<byte> bytes, TimeSpan patience) =>
        inner is StreamFile file ? file.WriteAll(bytes) : DescriptorIo.WriteAll(inner.WriteDescriptor!.Value, bytes, (int)patience.TotalMilliseconds);

    public ValueTask WaitToWriteAsync(CancellationToken cancellation) => inner.WaitToWriteAsync(cancellation);

    public Failure DescribeWrite(int errno) => inner.DescribeWrite(errno);

    public Task<Failure?> WaitForDepartureAsync(CancellationToken cancellation) => Departure.OfAsync(inner, cancellation);

    public ValueTask CompleteWritesAsync(CancellationToken cancellation)
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Puts the file in its place.</summary>
    public void Commit()
    {
        Dispose();
        if (temporary is null)
        {
            return;
        }

        committed = FileIdentity.OfPath(temporary);
        OutputFile.Rename(temporary, path);
    }

    /// <summary>Removes what <see cref="WriteWhole"/> put in place, unless another file is there by now, or something else in it.</summary>
    public void RemoveIfOurs()
    {
        try
        {
            if (committed is not null && FileIdentity.OfPath(path) == committed && HasContent())
            {
                File.Delete(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder was taken from us meanwhile; the run itself went well.
        }
    }

    /// <summary>Leaves the place as it was. The name of the temporary file where it holds something; an empty one is removed.</summary>
    public string? Abandon()
    {
        Dispose();
        if (temporary is null || new FileInfo(temporary) is { Exists: true, Length: > 0 })
        {
            return temporary;
        }

        File.Delete(temporary);
        return null;
    }

    private bool HasContent()
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var there = new byte[content.Length + 1];
        return file.ReadAtLeast(there, there.Length, throwOnEndOfStream: false) == content.Length && content.Span.SequenceEqual(there.AsSpan(0, content.Length));
    }

    private void Discard()
    {
        Dispose();
        if (temporary is not null)
        {
            File.Delete(temporary);
        }
    }

    public void Dispose()
    {
        if (!closed)
        {
            closed = true;
            ((IDisposable)inner).Dispose();
        }
    }

    private static ReplacingFile Beside(string path, FileIdentity? replaced)
    {
        var beside = $"{path}.{Path.GetRandomFileName()}.partial";
        var file = OutputFile.Open(beside, replaced is null ? FileOpening.New : FileOpening.Private, path);
        if (replaced is not null && Platform.HasDescriptors)
        {
            File.SetUnixFileMode(beside, File.GetUnixFileMode(path));
        }

        return new ReplacingFile(path, beside, file);
    }
}
