using SockTool.Core.Connections;

namespace SockTool.Core.Observers;

/// <summary>Watches the sessions of a run, each for itself. What it holds it gives back in <see cref="Conclude"/>, or when disposed of.</summary>
public interface IRunObserver
{
    /// <summary>A session begins; null where nothing is wanted of it. Sessions may begin at once.</summary>
    ISessionObserver? Begin(ObservedSession session);

    /// <summary>All sessions are over. What could not be kept of them, and makes the run fail, or null.</summary>
    Failure? Conclude() => null;
}
