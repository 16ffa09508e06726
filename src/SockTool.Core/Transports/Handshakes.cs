using SockTool.Core.Connections;

namespace SockTool.Core.Transports;

/// <summary>The time that a stranger gets for a handshake.</summary>
internal static class Handshakes
{
    /// <summary>Where the user has set no limit for connecting.</summary>
    public static readonly TimeSpan UsualLimit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    /// <summary>Runs one under its limit: that of connecting, on both sides, or the usual one.</summary>
    public static ValueTask<T> RunAsync<T>(
        Func<CancellationToken, ValueTask<T>> handshake, FailureKind kind, string peer, SocketSettings settings, CancellationToken cancellation) =>
        Limited.RunAsync(
            handshake,
            settings.Limits.Connect > TimeSpan.Zero ? settings.Limits.Connect : UsualLimit,
            new Failure(kind, Operation.Handshake) { Subject = peer, Problem = HandshakeProblem.TooSlow },
            settings.Clock,
            cancellation);

    /// <summary>
    /// Closes after a handshake that failed. A close with something unread would be a reset, which eats the alert or
    /// answer that says why (RFC 2525 section 2.17).
    /// </summary>
    public static async ValueTask LeaveAsync(IConnection carrier, TimeProvider clock, CancellationToken cancellation)
    {
        using var moment = new CancellationTokenSource(Farewell, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, moment.Token);
        try
        {
            await carrier.CompleteWritesAsync(both.Token);
            var ignored = new byte[4096];
            while (await carrier.ReadAsync(ignored, both.Token) > 0)
            {
            }
        }
        catch (Exception e) when (e is FailureException or OperationCanceledException)
        {
            // It went by itself, or will not go.
        }
        finally
        {
            await carrier.DisposeAsync();
        }
    }
}
