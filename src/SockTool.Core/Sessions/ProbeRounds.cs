namespace SockTool.Core.Sessions;

/// <summary>Looks at all endpoints of a wait, round after round. So many look at a time; each has been looked at before one is for the second time.</summary>
internal sealed class ProbeRounds(ProbeWatch watch, IReadOnlyList<ProbeVigil> vigils) : IDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    // A SYN that got no answer is sent again after a second (RFC 6298); who opens meanwhile is met sooner by another one.
    private static readonly TimeSpan AnotherLookAfter = TimeSpan.FromMilliseconds(250);

    private int left = vigils.Count;
    private readonly ProbeSchedule schedule = new(watch.Clock);

    /// <summary>Returns when all are as wished, or the time is over and the looks under way have ended by themselves.</summary>
    public async Task RunAsync(int atATime)
    {
        foreach (var vigil in vigils)
        {
            schedule.Set(vigil, TimeSpan.Zero);
        }

        await Task.WhenAll(Enumerable.Range(0, atATime).Select(_ => LookOnAsync()));
    }

    public void Dispose() => schedule.Dispose();

    private async Task LookOnAsync()
    {
        try
        {
            while (true)
            {
                await LookAsync(await schedule.NextAsync(watch.Ends));
            }
        }
        catch (OperationCanceledException) when (watch.Ends.IsCancellationRequested)
        {
            // The time is over.
        }
        catch
        {
            await watch.FinishAsync();
            throw;
        }
    }

    private async Task LookAsync(ProbeVigil vigil)
    {
        schedule.Set(vigil, AnotherLookAfter);
        switch (await vigil.LookAsync())
        {
            case ProbeStand.NoLookUnderWay:
                schedule.Set(vigil, BetweenLooks);
                break;
            case ProbeStand.Found when Interlocked.Decrement(ref left) == 0:
                await watch.FinishAsync();
                break;
        }
    }
}
