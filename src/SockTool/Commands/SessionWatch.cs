using SockTool.Catalogs;
using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Core.Transports;
using SockTool.Options;

namespace SockTool.Commands;

/// <summary>What a run measures beside its bytes: when names were resolved and connections opened, and the digest where asked for.</summary>
internal sealed class SessionWatch : ITransportObserver, IDisposable
{
    private readonly TimeProvider clock;
    private readonly long start;
    private TimeSpan? resolved;
    private TimeSpan? connected;
    private TimeSpan? handshake;
    private TimeSpan? beforeSession;

    public SessionWatch(SeeingSettings seeing, DataSettings data, RunContext context)
    {
        clock = context.Clock;
        start = clock.GetTimestamp();
        Digest = seeing.Digest || data.ExpectedSha256 is not null ? ObserverCatalog.Digest() : null;
        Observers = ObserverCatalog.Group(Digest, seeing.Verbosity >= Verbosity.Events ? context.Events : null);
    }

    public IDigest? Digest { get; }

    public ObserverGroup Observers { get; }

    public int Attempts { get; private set; }

    private TimeSpan Now => clock.GetElapsedTime(start);

    public void Resolved(string host, IReadOnlyList<string> addresses) => resolved ??= Now;

    public void Connecting(string address) => Attempts++;

    public void Secured(string peer, TlsFacts facts) => handshake ??= facts.Took;

    public void Opened()
    {
        connected ??= Now - (resolved ?? TimeSpan.Zero) - (handshake ?? TimeSpan.Zero);
        SessionBegins();
    }

    public void SessionBegins() => beforeSession ??= Now;

    public RunTimings Timings(SessionResult? first) => new()
    {
        Resolve = resolved,
        Connect = connected,
        Handshake = handshake,
        FirstByte = beforeSession + first?.FirstByte,
        Total = Now,
    };

    public void Dispose() => Digest?.Dispose();
}
