using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Sessions;
using SockTool.Core.Transports;

namespace SockTool.Core.Tests.Sessions;

/// <summary>What a probe makes of what its looks find.</summary>
public sealed class ProberTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Brief = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_reset_behind_the_handshake_is_an_open_port()
    {
        var row = Assert.Single(await Probe(new Reset()).LookAsync([Tcp(1)], CancellationToken.None));
        Assert.Equal((ProbeState.Open, null), (row.State, row.Failure));
    }

    [Fact]
    public async Task A_reset_before_TLS_is_not_open()
    {
        var row = Assert.Single(await Probe(new Reset()).LookAsync([new TlsEndpoint(Tcp(1), new TlsParameters())], CancellationToken.None));
        Assert.Equal((ProbeState.Unknown, FailureKind.Reset), (row.State, row.Failure?.Kind));
    }

    [Fact]
    public async Task What_the_time_was_too_short_for_is_unknown_and_not_silent()
    {
        var rows = await Probe(new Silent()).WaitAsync([.. Enumerable.Range(1, 100).Select(Tcp)], ProbeWish.Open, Brief, CancellationToken.None);
        Assert.Equal((ProbeState.TimedOut, Brief, Brief), (rows[0].State, rows[0].Failure!.Limit, rows[0].Elapsed));
        Assert.Equal((ProbeState.Unknown, Operation.Run), (rows[^1].State, rows[^1].Failure!.Operation));
    }

    [Fact]
    public async Task A_last_look_cut_short_does_not_close_what_was_open()
    {
        var row = Assert.Single(await Probe(new Reset(), new Silent()).WaitAsync([Tcp(1)], ProbeWish.Closed, Brief, CancellationToken.None));
        Assert.Equal(ProbeState.Open, row.State);
    }

    private static TcpEndpoint Tcp(int port) => new("127.0.0.1", port);

    /// <summary>Each look is another step of the script; the last one stays.</summary>
    private static Prober Probe(params Step[] script)
    {
        var at = -1;
        return new Prober((_, limit) => new Scripted(script[Math.Min(Interlocked.Increment(ref at), script.Length - 1)], limit), new ProbeSettings { Limit = Long });
    }

    private abstract record Step
    {
        public abstract Task<Failure> FailAsync(TimeSpan limit, CancellationToken cancellation);
    }

    private sealed record Reset : Step
    {
        public override Task<Failure> FailAsync(TimeSpan limit, CancellationToken cancellation) => Task.FromResult(new Failure(FailureKind.Reset, Operation.Connect));
    }

    private sealed record Silent : Step
    {
        public override async Task<Failure> FailAsync(TimeSpan limit, CancellationToken cancellation)
        {
            await Task.Delay(limit, cancellation);
            return new Failure(FailureKind.ConnectTimedOut, Operation.Connect) { Limit = limit };
        }
    }

    private sealed class Scripted(Step step, TimeSpan limit) : IConnector
    {
        public IConnector TellingTo(ITransportObserver observer) => this;

        public async ValueTask<IConnection> ConnectAsync(CancellationToken cancellation) => throw new FailureException(await step.FailAsync(limit, cancellation));
    }
}
