using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Transports;

namespace SockTool.Core.Sessions;

/// <summary>One look at an endpoint: a connection of its own, and what it says.</summary>
internal sealed class ProbeLook(Func<Endpoint, TimeSpan, IConnector> connectorFor, ProbeSettings settings)
{
    private const int MostOfABanner = 512;

    /// <param name="endpoint">Where to look.</param>
    /// <param name="limit">Of a connect, a handshake, an answer over UDP and a banner, each.</param>
    /// <param name="cancellation">Ends it without a row.</param>
    public async Task<ProbeRow> AtAsync(Endpoint endpoint, TimeSpan limit, CancellationToken cancellation)
    {
        var began = settings.Clock.GetTimestamp();
        try
        {
            await using var connection = await connectorFor(endpoint, limit).ConnectAsync(cancellation);
            return connection is IMessageInput
                ? await AskAsync(endpoint, connection, began, cancellation)
                : new ProbeRow(endpoint, ProbeState.Open) { Elapsed = settings.Clock.GetElapsedTime(began), Banner = await BannerAsync(connection, cancellation) };
        }
        catch (FailureException failed) when (IsOpenYetReset(endpoint, failed.Failure))
        {
            return new ProbeRow(endpoint, ProbeState.Open) { Elapsed = settings.Clock.GetElapsedTime(began), Banner = settings.Banner ? ReadOnlyMemory<byte>.Empty : null };
        }
        catch (FailureException failed)
        {
            var failure = InItsKind(endpoint, failed.Failure);
            return new ProbeRow(endpoint, StateOf(failure)) { Failure = failure, Elapsed = settings.Clock.GetElapsedTime(began) };
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

    // A reset that answers a SYN is ECONNREFUSED, also where it reaches one address of several; ECONNRESET can only follow a
    // handshake (RFC 9293 section 3.10.7.3). Under TLS or an upgrade there was none of theirs.
    private static bool IsOpenYetReset(Endpoint endpoint, Failure failure) => endpoint is TcpEndpoint
        && failure.Attempts.Append(failure).Any(one => one is { Kind: FailureKind.Reset, Operation: Operation.Connect });

    /// <summary>The failure in the words of a probe, so that its state and its exit code say the same.</summary>
    private static Failure InItsKind(Endpoint endpoint, Failure failure) => failure switch
    {
        { Kind: FailureKind.UpgradeRefused, Problem: HandshakeProblem.TooSlow } => failure with { Kind = FailureKind.ConnectTimedOut },
        { Operation: Operation.Read or Operation.Write } when endpoint is UdpEndpoint => failure with { Subject = endpoint.ToString() },
        _ => failure,
    };

    private static ProbeState StateOf(Failure failure) => failure.Kind switch
    {
        FailureKind.Refused => ProbeState.Refused,
        FailureKind.ConnectTimedOut => ProbeState.TimedOut,
        FailureKind.Unreachable => ProbeState.Unreachable,
        _ => ProbeState.Unknown,
    };
}
