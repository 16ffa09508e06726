using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.SessionFiles;

namespace SockTool.Core.Observers;

/// <summary>Whether what one side says without a word of the other between is one line, or each read and each write has its own.</summary>
public enum RecordedPieces
{
    Joined,
    AsTheyCame,
}

/// <summary>Whether a record says when something came.</summary>
public enum RecordedTimes
{
    None,
    Between,
}

/// <summary>What a record is to be.</summary>
/// <param name="File">Where it is written.</param>
/// <param name="By">The command that records, for a comment.</param>
/// <param name="Pieces">What a line is.</param>
/// <param name="Times">Whether pauses are recorded.</param>
public sealed record RecordSettings(string File, string By, RecordedPieces Pieces, RecordedTimes Times)
{
    /// <summary>Whether the other side hears that our input has ended, or only how the connection ends.</summary>
    public bool TellsInputEnd { get; init; } = true;
}

/// <summary>Writes the sessions of a run as a session file.</summary>
public sealed class SessionRecorder : IRunObserver, IDisposable
{
    private readonly ObserverFile file;
    private readonly RecordSettings settings;
    private readonly TimeProvider clock;
    private long written;

    /// <exception cref="FailureException">The file cannot be written; kind OutputUnwritable.</exception>
    public SessionRecorder(RecordSettings settings, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (this.settings, this.clock) = (settings, clock);
        file = ObserverFile.Open(settings.File, FileWriting.Over);
        WriteLine(SessionText.FirstLine);
        WriteLine($"# recorded by: {settings.By}");
    }

    public ISessionObserver Begin(ObservedSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return new RecordObserver(session, settings, clock, line => WriteLine(SessionText.Prefix(session.Number) + line));
    }

    /// <summary>Whether it has become longer than <see cref="SessionFile.ReadAsync"/> reads.</summary>
    public bool IsTooLong => Interlocked.Read(ref written) > SessionFile.Largest;

    public Failure? Conclude() => file.Failure;

    public void Dispose() => file.Dispose();

    private void WriteLine(string line)
    {
        var bytes = Encoding.UTF8.GetBytes($"{line}\n");
        Interlocked.Add(ref written, bytes.Length);
        file.Write(bytes);
    }
}
