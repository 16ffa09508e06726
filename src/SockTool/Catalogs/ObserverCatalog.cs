using SockTool.Core.Connections;
using SockTool.Core.Observers;

namespace SockTool.Catalogs;

/// <summary>Every observer of sessions there is: one line each.</summary>
internal static class ObserverCatalog
{
    /// <summary>SHA-256 of both directions.</summary>
    public static IDigest Digest() => new DigestObserver();

    /// <summary>The raw bytes in a file.</summary>
    public static IRunObserver Tee(string path, FileWriting writing) => new TeeObserver(path, writing);

    /// <summary>Sessions as text that can be played again.</summary>
    public static SessionRecorder Recorder(RecordSettings settings, TimeProvider clock) => new(settings, clock);

    /// <summary>Whoever watches one session, as one.</summary>
    public static ObserverGroup Group(IEnumerable<ISessionObserver?> members) => new(members.OfType<ISessionObserver>());
}
