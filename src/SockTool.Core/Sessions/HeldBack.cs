using SockTool.Core.Connections;

namespace SockTool.Core.Sessions;

/// <summary>The end of a session whose output holds back what is no whole line: that is received too, and is written or told.</summary>
public static class HeldBack
{
    /// <summary>Writes the rest, also where the peer's stream has no end of its own. What could not be written is in the account.</summary>
    public static async Task<SessionResult> ConcludeAsync(SessionResult result, TaggedOutput output, Stopper run, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(output);
        var failure = output.IsBroken ? null : await FlushAsync(output, run, clock);
        return output.NotWritten == 0 ? result : result with
        {
            BytesReceived = result.BytesReceived - output.NotWritten,
            Failure = result.Failure ?? failure ?? new Failure(FailureKind.OutputUnwritable, Operation.Write) { Bytes = output.NotWritten },
        };
    }

    private static async Task<Failure?> FlushAsync(TaggedOutput output, Stopper run, TimeProvider clock)
    {
        using var aborts = new Aborts(clock);
        aborts.Follow(run, run);
        try
        {
            await output.FlushAsync(aborts.Receiving.Token);
            return null;
        }
        catch (FailureException failed)
        {
            return failed.Failure;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
