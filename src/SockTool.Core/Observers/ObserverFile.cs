using SockTool.Core.Connections;

namespace SockTool.Core.Observers;

/// <summary>
/// A file that an observer writes as the session goes. What it is given is written straight, and is there however the run ends. The first write that
/// fails is the last, and <see cref="Failure"/> tells of it: the session does not suffer, and the run still does not claim to have kept it.
/// </summary>
public sealed class ObserverFile : IDisposable
{
    // Whoever reads a pipe of ours may be slow, but does not hold the session.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly string path;
    private readonly ReplacingFile file;

    private ObserverFile(string path, ReplacingFile file) => (this.path, this.file) = (path, file);

    /// <summary>What the first write that failed met, or null.</summary>
    public Failure? Failure { get; private set; }

    /// <param name="path">A symbolic link is refused.</param>
    /// <param name="writing"><see cref="FileWriting.Over"/> or <see cref="FileWriting.Append"/>.</param>
    /// <exception cref="FailureException">The file cannot be written; kind OutputUnwritable.</exception>
    public static ObserverFile Open(string path, FileWriting writing) => new(path, ReplacingFile.Open(path, writing));

    /// <summary>Whole: what two threads write is never mixed.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            if (Failure is null && file.WriteAll(bytes, Patience) is not 0 and var errno)
            {
                Failure = new Failure(FailureKind.OutputUnwritable, Operation.Write) { Subject = path, Errno = errno };
            }
        }
    }

    public void Dispose() => file.Dispose();
}
