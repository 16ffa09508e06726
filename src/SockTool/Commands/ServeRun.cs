using SockTool.Catalogs;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Core.Transports;
using SockTool.Options;
using SockTool.Terminal;

namespace SockTool.Commands;

/// <summary>A command that accepts: bind, say so, serve each client, give account.</summary>
internal sealed record ServeRun : IRun
{
    public required string Command { get; init; }

    public required Endpoint Endpoint { get; init; }

    public required ServerOptions Server { get; init; }

    public required DataSettings Data { get; init; }

    public required IClientEnds Client { get; init; }

    public OutputsSettings Outputs { get; init; } = new();

    public SeeingSettings Seeing => Server.Seeing;

    public TimeSpan Deadline => Server.Time.Deadline;

    private OurStreams Ours => !Client.UsesOurStreams ? OurStreams.None : Server.Serving.SharesStreams ? OurStreams.OfManySessions : OurStreams.OfOneSession;

    private Clients Expected => Server.Serving.SharesStreams ? Clients.Many : Clients.One;

    public async Task<Verdict> RunAsync(RunContext context)
    {
        using var watch = await SessionWatch.OpenAsync(Seeing, Data, new WatchedEnds(Endpoint, Ours, Expected), context);
        var ends = await LocalEnds.OpenAsync(Data, context.Streams, context.Stopper.Token);
        var output = IClientOutput.Of(Outputs);
        var verdict = new Verdict { Command = Command, IsServer = true, HasManyClients = Expected == Clients.Many };
        try
        {
            output.Prepare();
            await Client.PrepareAsync(context);
            await using var guard = await Guard.SetAsync(Server.Access, Server.Socket with { Observer = watch.Transports }, context);
            var binder = TransportCatalog.BinderFor(Endpoint, guard.Socket);
            await using var listener = Server.Faults.Over(await binder.BindAsync(context.Stopper.Token), Server.Socket);
            watch.Bound(listener.Address);
            verdict = verdict with { Local = listener.Address.Name };
            var capacity = RoomForClients(listener, Client.DescriptorsEach + output.DescriptorsEach, context);
            context.Events.Listening(listener, Server.Socket.Limits, Expected);
            context.Events.FaultsInForce(Server.Faults);
            if (Server.Serving.Grace != TimeSpan.Zero)
            {
                context.Stopper.LetFinish();
            }

            using var ready = ReadyNotice.Give(listener.Address, Server.Serving, context.Streams.LastRites, new ServiceManager(context.Events));
            await using var leaving = context.Stopper.Retiring.UnsafeRegister(_ => ready.Leave(), null);
            await using var companion = Companion.Start(Server.Serving.Command, listener.Address, context);
            var served = await ServeAsync(context, watch, (ends, output), (listener, capacity, companion));
            verdict = verdict with { Sessions = served.Sessions, Failure = await companion.ConcludeAsync(FailureOf(served, context.Stopper)) };
        }
        catch (FailureException failed)
        {
            verdict = verdict with { Failure = failed.Failure };
        }

        verdict = verdict with { Failure = verdict.Failure ?? Expectation.Check(Data, verdict.BytesReceived, watch.ReceivedSha256) };
        ends.Conclude(verdict.Failure, context.Voice);
        var notKept = watch.Conclude();
        verdict = verdict with { Failure = verdict.Failure ?? notKept };
        return verdict with
        {
            Peer = verdict.Sessions is [.., var last] ? last.Peer : "",
            Attempts = Client.Attempts,
            Timings = watch.Timings(verdict.Sessions.Count > 0 ? verdict.Sessions[0] : null),
            Digest = watch.Digests,
        };
    }

    private async Task<ServerResult> ServeAsync(RunContext context, SessionWatch watch, (LocalEnds Ends, IClientOutput Output) local, (IListener Listener, int Capacity, Companion Companion) bound)
    {
        var settings = new ServerSettings
        {
            Clients = Math.Min(Server.Serving.Clients, bound.Listener.MostClients),
            MaxClients = Server.Serving.MaxClients,
            MaxClientsPerHost = Server.Serving.MaxClientsPerHost,
            Capacity = bound.Capacity,
            Grace = Server.Serving.Grace,
            Accounts = Seeing is { VerdictFile: not null } or { Format: LogFormat.Json } ? Accounts.Each : Accounts.Summed,
            Clock = context.Clock,
        };
        await using var joint = new SharedStreams(local.Ends, Server.Serving, Client, context.Stopper);
        bound.Companion.StopRunAfterwards(() => joint.IsInUse || bound.Listener.HasWaiting);
        using var server = new Server(bound.Listener, settings, (client, number) => ServeClientAsync((client, number), context, watch, (joint, local.Output)), context.Events);
        var served = await server.RunAsync(context.Stopper);
        return joint.NotGiven == 0 || served.Failure is not null
            ? served
            : served with { Failure = new Failure(FailureKind.PeerTookLess, Operation.Write) { Subject = bound.Listener.Address.Name, Bytes = joint.NotGiven } };
    }

    private async Task<SessionResult> ServeClientAsync((IConnection Connection, int Number) client, RunContext context, SessionWatch watch, (SharedStreams Streams, IClientOutput Output) joint)
    {
        using var watched = watch.Begin(new ObservedSession(client.Number, client.Connection, PeerPart.Client));

        // Who hears of a client and then writes to our input expects the client to get it.
        using var seat = joint.Streams.TakeSeat(client.Number);
        context.Events.Accepted(client.Connection, client.Number);
        var own = context with { Events = context.Events.Of(client.Number) };
        OptionTable.Show(Server.ShownOptions, client.Connection, Server.Socket, own.Events);
        (client.Connection as IResettable)?.ResetUnlessEnded();
        var result = await joint.Output.ServeAsync(client, seat.Output, output => Traffic.ServeAsync(
            client, Server, context, shaped => Client.ServeAsync(shaped, seat with { Output = output }, watched.Observers, own)), context);
        result = watched.Conclude(result);
        if (Client.UsesOurStreams && result.Failure is { } ours && IsOfAll(ours, joint.Output))
        {
            // Our own streams are every client's: without them nobody can be served.
            context.Stopper.Stop(new StopReason(EndedBy.Us, ours));
        }

        return result;
    }

    private static bool IsOfAll(Failure failure, IClientOutput output) =>
        failure.Kind is FailureKind.InputUnreadable || (failure.Kind is FailureKind.OutputClosed or FailureKind.OutputUnwritable && output.IsShared);

    /// <summary>How many clients the process has descriptors for; a failure, before anything is announced, when for none.</summary>
    private static int RoomForClients(IListener listener, int each, RunContext context)
    {
        var all = DescriptorLimit.RoomForConnections();
        var held = Math.Min(listener.MostHeld, all / 2);
        listener.HoldAtMost(held);
        var room = (all - held) / each;
        if (room < 1)
        {
            throw new FailureException(new Failure(FailureKind.Other, Operation.Listen) { Errno = Errno.TooManyOpen, Number = (int)DescriptorLimit.Current });
        }

        context.Events.LimitedByDescriptors(room, DescriptorLimit.Current);
        return room;
    }

    private static Failure? FailureOf(ServerResult served, Stopper stopper) =>
        (stopper.Reason?.Failure is { } stopped ? stopped with { Bytes = served.Sessions.Sum(session => session.BytesNotDelivered) } : null) ?? served.Failure ?? served.Sessions.FirstOrDefault(session => session.Failure is not null)?.Failure;
}
