using SockTool.Core.Connections;
using SockTool.Core.Sessions;

namespace SockTool.Commands;

/// <summary>Stops the whole run when its time is over.</summary>
internal sealed class DeadlineTimer(ITimer? timer) : IDisposable
{
    public static DeadlineTimer Start(TimeSpan deadline, Stopper run, TimeProvider clock) => new(deadline == Timeout.InfiniteTimeSpan
        ? null
        : clock.CreateTimer(
            _ => run.Stop(new StopReason(EndedBy.Timer, new Failure(FailureKind.Deadline, Operation.Run) { Limit = deadline })),
            null, deadline, Timeout.InfiniteTimeSpan));

    public void Dispose() => timer?.Dispose();
}
