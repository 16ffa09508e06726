using SockTool.Core.Connections;

namespace SockTool.Core.Transports;

/// <summary>
/// "Happy Eyeballs" (RFC 8305): attempts start one after another, the next as soon as one fails or after 250 ms;
/// the first to succeed wins and the others are closed.
/// </summary>
/// <typeparam name="T">What an attempt gives.</typeparam>
internal sealed class ConnectRace<T>(TimeProvider clock)
    where T : class, IDisposable
{
    // RFC 8305 section 5, "Connection Attempt Delay": recommended value.
    private static readonly TimeSpan AttemptDelay = TimeSpan.FromMilliseconds(250);

    private readonly List<Failure> failures = [];
    private readonly List<Task<T>> running = [];

    public async Task<T> RunAsync(IReadOnlyList<Func<CancellationToken, Task<T>>> attempts, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            foreach (var attempt in attempts)
            {
                running.Add(attempt(over.Token));
                if (await NextAsync(attempt == attempts[^1] ? Timeout.InfiniteTimeSpan : AttemptDelay, cancellation) is { } early)
                {
                    return early;
                }
            }

            while (running.Count > 0)
            {
                if (await NextAsync(Timeout.InfiniteTimeSpan, cancellation) is { } winner)
                {
                    return winner;
                }
            }
        }
        finally
        {
            await over.CancelAsync();
            CloseLosers();
        }

        throw new FailureException(failures.Count == 1 ? failures[0] : failures[^1] with { Attempts = failures });
    }

    /// <summary>What the next attempt to succeed gives; null when one failed or the delay is over.</summary>
    private async Task<T?> NextAsync(TimeSpan delay, CancellationToken cancellation)
    {
        var any = Task.WhenAny(running);
        try
        {
            await any.WaitAsync(delay, clock, cancellation);
        }
        catch (TimeoutException)
        {
            return null;
        }

        var done = await any;
        running.Remove(done);
        try
        {
            return await done;
        }
        catch (FailureException failed)
        {
            failures.Add(failed.Failure);
            return null;
        }
    }

    private void CloseLosers()
    {
        foreach (var loser in running)
        {
            _ = loser.ContinueWith(late => late.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        }
    }
}
