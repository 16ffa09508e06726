using SockTool.Core.Observers;
using SockTool.Core.Sessions;

namespace SockTool.Commands;

/// <summary>Whoever watches one session, until it is over.</summary>
/// <param name="observers">All of them as one.</param>
/// <param name="digest">The hashes of what passes; null where they are not asked for.</param>
/// <param name="broke">Told what one of them threw.</param>
internal sealed class WatchedSession(ObserverGroup observers, IDigest? digest, Action<Exception> broke) : IDisposable
{
    public ObserverGroup Observers => observers;

    /// <summary>Tells them the end, and adds to the account what they know.</summary>
    public SessionResult Conclude(SessionResult result)
    {
        observers.Ended(result.End, result.EndedBy, result.Failure);
        if (observers.Broken is { } bug)
        {
            broke(bug);
        }

        return result with { Digest = digest?.Current };
    }

    public void Dispose() => digest?.Dispose();
}
