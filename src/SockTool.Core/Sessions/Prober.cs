using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;
using SockTool.Core.Transports;

namespace SockTool.Core.Sessions;

/// <summary>Which end a wait is for.</summary>
public enum ProbeWish
{
    Open,
    Closed,
}

/// <summary>How a probe looks.</summary>
public sealed record ProbeSettings
{
    /// <summary>Of a connect, of an answer over UDP, and of a banner.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether to read the first that it says.</summary>
    public bool Banner { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>Looks at endpoints by connecting to them. No state is kept: each look is a connection of its own.</summary>
/// <param name="connectorFor">Its limits are to be those of <paramref name="settings"/>.</param>
/// <param name="settings">How to look.</param>
public sealed class Prober(Func<Endpoint, IConnector> connectorFor, ProbeSettings settings)
{
    private const int AtATime = 64;
    private const int MostOfABanner = 512;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    // A SYN that got no answer is sent again after a second (RFC 6298); who opens meanwhile is met sooner by another one.
    private static readonly TimeSpan AnotherLookAfter = TimeSpan.FromMilliseconds(250);

    /// <summary>One look at each; the rows in the order of <paramref name="endpoints"/>.</summary>
    public Task<ProbeRow[]> LookAsync(IReadOnlyList<Endpoint> endpoints, CancellationToken cancellation) => ForEachAsync(endpoints, LookAsync, cancellation);

    /// <summary>Looks at each until it is as wished, or the time is over: then the row is what was seen last.</summary>
    /// <param name="endpoints">Where to look.</param>
    /// <param name="wish">What to wait for.</param>
    /// <param name="limit">Of the whole wait, whatever a single look may take.</param>
    /// <param name="cancellation">Ends it without rows.</param>
    public async Task<ProbeRow[]> WaitAsync(IReadOnlyList<Endpoint> endpoints, ProbeWish wish, TimeSpan limit, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(limit, settings.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        var over = both.Token;
        var rows = await ForEachAsync(endpoints, (endpoint, _) => WaitForAsync(endpoint, wish, limit, over), CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        return rows;
    }

    private static async Task<ProbeRow[]> ForEachAsync(IReadOnlyList<Endpoint> endpoints, Func<Endpoint, CancellationToken, Task<ProbeRow>> look, CancellationToken cancellation)
    {
        var rows = new ProbeRow[endpoints.Count];
        await Parallel.ForAsync(
            0,
            rows.Length,
            new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation },
            async (i, token) => rows[i] = await look(endpoints[i], token));
        return rows;
    }

    private async Task<ProbeRow> WaitForAsync(Endpoint endpoint, ProbeWish wish, TimeSpan limit, CancellationToken over)
    {
        using var found = CancellationTokenSource.CreateLinkedTokenSource(over);
        var late = new Failure(FailureKind.ConnectTimedOut, Operation.Connect) { Subject = endpoint.ToString()!, Limit = limit };
        var last = new ProbeRow(endpoint, wish == ProbeWish.Open ? ProbeState.TimedOut : ProbeState.Unknown) { Failure = late, Elapsed = limit };
        var looks = new List<Task<ProbeRow>>();
        try
        {
            while (true)
            {
                looks.Add(LookAsync(endpoint, found.Token));
                var next = Task.Delay(AnotherLookAfter, settings.Clock, found.Token);
                while (looks.Count > 0 && await Task.WhenAny([.. looks, next]) is Task<ProbeRow> done)
                {
                    looks.Remove(done);
                    last = await done;
                    if (wish == ProbeWish.Open ? last.IsOpen : last.IsClosed)
                    {
                        return last;
                    }
                }

                await (looks.Count == 0 ? Task.Delay(BetweenLooks, settings.Clock, found.Token) : next);
            }
        }
        catch (OperationCanceledException)
        {
            return last;
        }
        finally
        {
            await found.CancelAsync();
        }
    }

    private async Task<ProbeRow> LookAsync(Endpoint endpoint, CancellationToken cancellation)
    {
        var began = settings.Clock.GetTimestamp();
        try
        {
            await using var connection = await connectorFor(endpoint).ConnectAsync(cancellation);
            return connection is IMessageInput
                ? await AskAsync(endpoint, connection, began, cancellation)
                : new ProbeRow(endpoint, ProbeState.Open) { Elapsed = settings.Clock.GetElapsedTime(began), Banner = await BannerAsync(connection, cancellation) };
        }
        catch (FailureException failed)
        {
            return new ProbeRow(endpoint, StateOf(failed.Failure)) { Failure = failed.Failure, Elapsed = settings.Clock.GetElapsedTime(began) };
        }
    }

    /// <summary>UDP knows no connection: an empty datagram asks whether anybody is there.</summary>
    private async Task<ProbeRow> AskAsync(Endpoint endpoint, IConnection connection, long began, CancellationToken cancellation)
    {
        await connection.WriteAsync(ReadOnlyMemory<byte>.Empty, cancellation);
        var answer = new byte[MostOfABanner];
        var count = await connection.ReadAsync(answer, cancellation);
        return new ProbeRow(endpoint, ProbeState.Replied) { Elapsed = settings.Clock.GetElapsedTime(began), Banner = settings.Banner ? answer.AsMemory(0, count) : null };
    }

    private async Task<ReadOnlyMemory<byte>?> BannerAsync(IConnection connection, CancellationToken cancellation)
    {
        if (!settings.Banner)
        {
            return null;
        }

        try
        {
            var said = new byte[MostOfABanner];
            return said.AsMemory(0, await connection.ReadAsync(said, cancellation));
        }
        catch (FailureException)
        {
            // It is open, and said nothing.
            return ReadOnlyMemory<byte>.Empty;
        }
    }

    private static ProbeState StateOf(Failure failure) => failure switch
    {
        { Kind: FailureKind.Refused } or { Operation: Operation.Connect, Errno: Errno.NotThere } => ProbeState.Refused,
        { Kind: FailureKind.ConnectTimedOut } => ProbeState.TimedOut,
        { Kind: FailureKind.Unreachable } => ProbeState.Unreachable,
        _ => ProbeState.Unknown,
    };
}
