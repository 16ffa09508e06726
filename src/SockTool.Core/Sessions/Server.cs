using SockTool.Core.Connections;
using SockTool.Core.Transports;

namespace SockTool.Core.Sessions;

/// <summary>Accepts clients and serves each in a session of its own; one client's end ends nothing else.</summary>
/// <param name="clients">Closed as soon as the last client is there, so that one more is refused by the system.</param>
/// <param name="settings">The limits.</param>
/// <param name="serve">One client's session from its start to its end; it does not close the client.</param>
/// <param name="observer">Told of clients.</param>
public sealed class Server(IListener clients, ServerSettings settings, Func<IConnection, int, Task<SessionResult>> serve, IServerObserver observer) : IDisposable
{
    private static readonly TimeSpan AcceptPause = TimeSpan.FromSeconds(1);

    // A client that has left may be back before the session behind it has come to its end: its slot is about to be free.
    private static readonly TimeSpan LastMoments = TimeSpan.FromMilliseconds(300);

#pragma warning disable CA2213 // RunAsync closes it, for which it has to wait
    private readonly IListener listener = settings.LimitsHosts
        ? new PerHostListener(clients, new HostPlaces(settings.MaxClientsPerHost, settings.Clock), LastMoments, observer.Refused)
        : clients;
#pragma warning restore CA2213

    private readonly List<Task> running = [];
    private readonly Lock gate = new();
    private readonly List<SessionResult> results = [];
    private readonly SemaphoreSlim room = new(Math.Max(1, settings.Capacity - (settings.LimitsHosts ? HostPlaces.MostWaiting : 0)));
    private readonly Slots slots = new(settings.MaxClients, LastMoments, settings.Clock);

    /// <summary>Serves until the clients are served, the run is stopped, or it has retired and its time is over. The accounts, or their sum, are in the order in which the sessions ended.</summary>
    public async Task<ServerResult> RunAsync(Stopper run)
    {
        var failure = await AcceptAllAsync(run);
        await listener.DisposeAsync();
        await FinishAsync(Task.WhenAll(running), run);
        return new ServerResult(results, failure);
    }

    public void Dispose()
    {
        room.Dispose();
        slots.Dispose();
    }

    private async Task FinishAsync(Task sessions, Stopper run)
    {
        await sessions.WaitAsync(run.Retiring).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (run.Retirement is { } reason)
        {
            await GiveTimeAsync(sessions, run.Token);
            run.Stop(reason);
        }

        await sessions;
    }

    private async Task GiveTimeAsync(Task sessions, CancellationToken stopped)
    {
        if (!sessions.IsCompleted)
        {
            observer.Finishing(running.Count(session => !session.IsCompleted), settings.Grace);
            await sessions.WaitAsync(settings.Grace, settings.Clock, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Failure?> AcceptAllAsync(Stopper run)
    {
        var cancellation = run.Retiring;
        try
        {
            for (var number = 1; number <= settings.Clients;)
            {
                await room.WaitAsync(cancellation);
                var client = await AcceptAsync(cancellation);
                if (!await slots.TakeAsync(client, cancellation))
                {
                    room.Release();
                    (listener as PerHostListener)?.Leave(client);
                    observer.Refused(client);
                    await client.DisposeAsync();
                    continue;
                }

                running.RemoveAll(session => session.IsCompletedSuccessfully);
                running.Add(ServeOrStopAsync(client, number++, run));
            }

            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (FailureException failed)
        {
            return failed.Failure;
        }
    }

    /// <summary>The next client. Running out of descriptors or memory ends nothing: pause, say so, resume (accept(2), Errors).</summary>
    private async Task<IConnection> AcceptAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await listener.AcceptAsync(cancellation);
            }
            catch (FailureException failed) when (failed.Failure is { Operation: Operation.Accept, Kind: not (FailureKind.NobodyConnected or FailureKind.WouldBlock) })
            {
                observer.AcceptPaused(failed.Failure);
                await Task.Delay(AcceptPause, settings.Clock, cancellation);
            }
        }
    }

    // A session's expected failures are in its result; what it throws is a bug, which must not pass in silence.
    private async Task ServeOrStopAsync(IConnection client, int number, Stopper run)
    {
        try
        {
            await ServeAsync(client, number);
        }
        catch
        {
            run.Stop(new StopReason(EndedBy.Us, Failure: null));
            throw;
        }
    }

    private async Task ServeAsync(IConnection client, int number)
    {
        if (number == settings.Clients)
        {
            await listener.DisposeAsync();
        }

        // A session whose every read and write is ready would hold up the next accept (rule K3).
        await Task.Yield();
        var result = await ServeAndCloseAsync(client, number);
        Remember(result);
        observer.Ended(number, result);
    }

    private void Remember(SessionResult result)
    {
        lock (gate)
        {
            if (settings.Accounts == Accounts.Each || results.Count == 0)
            {
                results.Add(result);
            }
            else
            {
                results[0] = results[0].And(result);
            }
        }
    }

    // The slot is free before the client can see that we closed and come back for it (rule K2).
    private async Task<SessionResult> ServeAndCloseAsync(IConnection client, int number)
    {
        try
        {
            return await serve(client, number);
        }
        finally
        {
            slots.Leave(client);
            (listener as PerHostListener)?.Leave(client);
            await client.DisposeAsync();
            room.Release();
        }
    }
}

/// <summary>A server's account: one result per session or one for all, and what ended the accepting, if that was a failure.</summary>
public sealed record ServerResult(IReadOnlyList<SessionResult> Sessions, Failure? Failure);
