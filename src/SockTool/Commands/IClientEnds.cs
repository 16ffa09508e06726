using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;

namespace SockTool.Commands;

/// <summary>What every accepted client is joined to.</summary>
internal interface IClientEnds
{
    /// <summary>Whether this side's input goes to the clients.</summary>
    bool ReadsInput { get; }

    /// <summary>Whether the clients share this side's streams, so that without those nobody can be served.</summary>
    bool UsesOurStreams => true;

    /// <summary>How many descriptors a client takes.</summary>
    int DescriptorsEach => 1;

    /// <summary>The most bytes that one read of this side's input asks for; null leaves it to whoever reads.</summary>
    int? LargestSend => null;

    /// <summary>How often something was dialled for a client.</summary>
    int Attempts => 0;

    /// <summary>Called once before anybody is told that we listen.</summary>
    ValueTask PrepareAsync(RunContext context) => ValueTask.CompletedTask;

    /// <summary>The place of a client where clients share something else than this side's streams; null where they do not. It is taken before anybody hears of the client.</summary>
    SharedStreams.Seat? SeatFor(int number) => null;

    /// <summary>One client's session from its start to its end. What the context's events are told is told of that client.</summary>
    Task<SessionResult> ServeAsync(IConnection client, SharedStreams.Seat seat, ISessionObserver observer, RunContext context);
}
