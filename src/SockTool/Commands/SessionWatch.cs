using System.Runtime.ExceptionServices;
using SockTool.Catalogs;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Core.Transports;
using SockTool.Options;
using SockTool.Terminal;

namespace SockTool.Commands;

/// <summary>What a run joins.</summary>
internal sealed record WatchedEnds(Endpoint Endpoint, OurStreams Ours, Clients Clients);

/// <summary>What is seen of a run beside its bytes: when names were resolved and connections opened, and whatever observers were asked for.</summary>
internal sealed class SessionWatch : ITransportObserver, IDisposable
{
    private readonly TimeProvider clock;
    private readonly long start;
    private readonly List<IRunObserver> observers = [];
    private readonly Clients clients;
    private readonly bool tellsDigests;
    private readonly ObserverGroup usual;
    private readonly Action<BoundAddress>? bound;
    private readonly Action warn = () => { };
    private TimeSpan? resolved;
    private TimeSpan? connected;
    private TimeSpan? handshake;
    private TimeSpan? beforeSession;
    private Exception? broken;

    private SessionWatch(SeeingSettings seeing, DataSettings data, WatchedEnds ends, RunContext context)
    {
        clock = context.Clock;
        (clients, tellsDigests) = (ends.Clients, seeing.Digest);
        start = clock.GetTimestamp();
        Digest = seeing.Digest || data.ExpectedSha256 is not null ? ObserverCatalog.Digest() : null;
        usual = ObserverCatalog.Group([Digest]);
        try
        {
            Add(seeing.Verbosity >= Verbosity.Events ? context.Events : null);
            Add(seeing.HexDump ? new HexDump(context.Events) : null);
            Add(seeing.TeeFile is { } path ? ObserverCatalog.Tee(path, seeing.TeeWriting) : null);
            if (seeing.Record is { } record)
            {
                var recorder = ObserverCatalog.Recorder(record with { TellsInputEnd = data.Relay is { Close: CloseMode.Fin, InputEnd: InputEnd.HalfClose } }, clock);
                Add(recorder);
                warn = () => context.Events.Recorded(recorder, record.File);
            }

            Add(ProgressWatch.For(seeing, data, ends.Ours, context));
            var packets = PacketWatch.For(seeing, data, ends.Endpoint, context);
            Add(packets);
            bound = packets is null ? null : packets.Bound;
            Transports = new TransportObserverGroup([.. new ITransportObserver?[] { this, context.Events, packets }.OfType<ITransportObserver>()]);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Begins to watch. Files can make this wait (a FIFO for its reader), which the end of the run ends.</summary>
    /// <exception cref="FailureException">A file cannot be written; kind OutputUnwritable.</exception>
    public static Task<SessionWatch> OpenAsync(SeeingSettings seeing, DataSettings data, WatchedEnds ends, RunContext context) =>
        Task.Run(() => new SessionWatch(seeing, data, ends, context), context.Stopper.Token).WaitAsync(context.Stopper.Token);

    /// <summary>Whoever hears of endpoints being opened.</summary>
    public ITransportObserver Transports { get; }

    /// <summary>The hashes of the whole run, where they are asked for.</summary>
    public Digests? Digests => tellsDigests ? Digest?.Current : null;

    public string? ReceivedSha256 => Digest?.Current.Received;

    private IDigest? Digest { get; }

    public int Attempts { get; private set; }

    private TimeSpan Now => clock.GetElapsedTime(start);

    public void Resolved(string host, IReadOnlyList<string> addresses) => resolved ??= Now;

    public void Connecting(string address) => Attempts++;

    public void Secured(string peer, TlsFacts facts) => handshake ??= facts.Took;

    /// <summary>Clients come to <paramref name="address"/> from now on.</summary>
    public void Bound(BoundAddress address) => bound?.Invoke(address);

    public void Opened() => connected ??= Now - (resolved ?? TimeSpan.Zero) - (handshake ?? TimeSpan.Zero);

    /// <summary>A session begins: whoever watches it, to be told of its end too.</summary>
    public WatchedSession Begin(ObservedSession session)
    {
        beforeSession ??= Now;

        // A run of one session has the hashes of that session.
        var own = tellsDigests && clients == Clients.Many ? Digest?.OfPart() : null;
        return new WatchedSession(
            observers.Count == 0 && own is null ? usual : ObserverCatalog.Group([own ?? Digest, .. observers.Select(observer => observer.Begin(session))]),
            own,
            bug => Interlocked.CompareExchange(ref broken, bug, null));
    }

    /// <summary>
    /// The sessions are over. What an observer could not keep of them, or null. One that threw is a bug of ours, which harms no session
    /// but is told as one: what it was to keep is torn, and nobody knows how.
    /// </summary>
    public Failure? Conclude()
    {
        var failures = observers.Select(observer => observer.Conclude()).ToArray();
        warn();
        if (broken is not null)
        {
            ExceptionDispatchInfo.Throw(broken);
        }

        return failures.FirstOrDefault(failure => failure is not null);
    }

    public RunTimings Timings(SessionResult? first) => new()
    {
        Resolve = resolved,
        Connect = connected,
        Handshake = handshake,
        FirstByte = beforeSession + first?.FirstByte,
        Total = Now,
    };

    public void Dispose()
    {
        Digest?.Dispose();
        foreach (var observer in observers)
        {
            (observer as IDisposable)?.Dispose();
        }
    }

    private void Add(IRunObserver? observer)
    {
        if (observer is not null)
        {
            observers.Add(observer);
        }
    }
}
