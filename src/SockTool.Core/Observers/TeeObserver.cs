using SockTool.Core.Connections;

namespace SockTool.Core.Observers;

/// <summary>The raw bytes of all sessions and both directions in one file, in the order in which they came.</summary>
/// <param name="path">A symbolic link is refused.</param>
/// <param name="writing"><see cref="FileWriting.Over"/> or <see cref="FileWriting.Append"/>.</param>
/// <exception cref="FailureException">The file cannot be written; kind OutputUnwritable.</exception>
public sealed class TeeObserver(string path, FileWriting writing) : IRunObserver, ISessionObserver, IDisposable
{
    private readonly ObserverFile file = ObserverFile.Open(path, writing);

    public bool NeedsBytes => true;

    public ISessionObserver Begin(ObservedSession session) => this;

    public void Came(Direction direction, ReadOnlySpan<byte> bytes) => file.Write(bytes);

    public Failure? Conclude() => file.Failure;

    public void Dispose() => file.Dispose();
}
