using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Core.Transports;
using SockTool.Terminal;

namespace SockTool.Commands;

/// <summary>relay = accepted + dialled: for every client a connection of its own.</summary>
/// <param name="from">Where clients come from.</param>
/// <param name="to">Where it is dialled.</param>
/// <param name="framing">How the datagrams of one end stand in the other, a stream; null where both are of one kind.</param>
/// <param name="policy">When a session ends.</param>
internal sealed class RelayingClients(Endpoint from, Dialling to, Framing? framing, RelaySettings policy) : IClientEnds
{
    private readonly AttemptCount attempts = new();

    public bool ReadsInput => false;

    public bool UsesOurStreams => false;

    // Two sockets, and for each way a pipe with two ends (KernelPump).
    public int DescriptorsEach => 6;

    public int Attempts => attempts.Count;

    /// <exception cref="FailureException">What each client is to be joined to cannot be had at all.</exception>
    public ValueTask PrepareAsync(RunContext context)
    {
        if (to.Endpoint is ExecEndpoint { Program: var program } && Platform.HasDescriptors && ProgramSearch.ErrorOf(program, Environment.GetEnvironmentVariable("PATH")) is not 0 and var errno)
        {
            throw new FailureException(new Failure(FailureKind.Other, Operation.Start) { Subject = program, Errno = errno });
        }

        return to.PrepareAsync(context.Events, context.Stopper.Token);
    }

    public async Task<SessionResult> ServeAsync(IConnection client, SharedStreams.Seat seat, ISessionObserver observer, RunContext context)
    {
        var observers = new TransportObserverGroup(context.Events, attempts);
        try
        {
            var began = context.Clock.GetTimestamp();
            await using var dialled = await DialForAsync(client, observers, context);
            var took = context.Clock.GetElapsedTime(began);
            to.Connected(dialled, context.Events);
            using var relay = new Relay(Framed(dialled), Framed(client), policy, observer);
            var result = dialled is IProcessEnd process ? await RunWithAsync((process, client), relay, context) : await relay.RunAsync(context.Stopper);
            return result with { To = dialled.Name, Connect = took };
        }
        catch (FailureException failed)
        {
            return Refusal.Of(client, failed.Failure) with { To = to.Endpoint.ToString() };
        }
        catch (OperationCanceledException) when (context.Stopper.Reason is not null)
        {
            return Refusal.Of(client, context.Stopper.Reason.Failure) with { To = to.Endpoint.ToString() };
        }
    }

    /// <summary>Who leaves before there is anybody to serve him gives his place up at once (rule K2).</summary>
    private async ValueTask<IConnection> DialForAsync(IConnection client, ITransportObserver observers, RunContext context)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(context.Stopper.Token);
        var dialling = ToFor(client).ConnectAsync(observers, waiting.Token).AsTask();
        var leaving = Departure.OfAsync(client, waiting.Token);
        await Task.WhenAny(dialling, leaving);
        await waiting.CancelAsync();
        await ((Task)leaving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!leaving.IsCompletedSuccessfully)
        {
            return await dialling;
        }

        await ((Task)dialling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await (dialling.IsCompletedSuccessfully ? (await dialling).DisposeAsync() : ValueTask.CompletedTask);
        throw new FailureException(await leaving ?? new Failure(FailureKind.Reset, Operation.Read) { Subject = client.Name });
    }

    // A program is told for whom it is started.
    private Dialling ToFor(IConnection client) =>
        to.Endpoint is ExecEndpoint ? new Dialling(to.Endpoint, to.Socket with { Environment = Surroundings.Of(client, from) }, to.Retry) : to;

    // A child that is to end is told at once: what it still says has a moment to come.
    private static async Task<SessionResult> RunWithAsync((IProcessEnd Process, IConnection Client) ends, Relay relay, RunContext context)
    {
        var (process, client) = ends;
        using var rite = context.Streams.LastRites.Add(() =>
        {
            CutOff.Now(client);
            process.Kill();
        });
        await using var ending = context.Stopper.Token.UnsafeRegister(_ => process.Terminate(), null);
        var result = await relay.RunAsync(context.Stopper);
        var exit = await process.ConcludeAsync(context.Stopper.Token);
        context.Events.ChildEnded(((IConnection)process).Name, exit);
        return result with { Child = exit };
    }

    private IConnection Framed(IConnection end) => framing is { } how && end is not IMessageInput ? new FramedConnection(end, how, policy.Clock) : end;

    /// <summary>How often connect(2) was called for all of them.</summary>
    private sealed class AttemptCount : ITransportObserver
    {
        private int count;

        public int Count => Volatile.Read(ref count);

        public void Connecting(string address) => Interlocked.Increment(ref count);
    }
}
