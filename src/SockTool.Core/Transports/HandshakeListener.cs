using SockTool.Core.Connections;

namespace SockTool.Core.Transports;

/// <summary>What makes a client of whoever was accepted. Throws <see cref="FailureException"/>, and then does not own <paramref name="carrier"/>.</summary>
internal delegate ValueTask<IConnection> Handshake(IConnection carrier, CancellationToken cancellation);

/// <summary>Puts a handshake between accept(2) and a client: who never speaks in it delays nobody, and makes room when there are too many.</summary>
internal sealed class HandshakeListener(IListener inner, BoundAddress address, SocketSettings settings, Handshake shake) : ScreeningListener(inner)
{
    // Beyond so many the oldest makes room: it has had its chance.
    private readonly HandshakeQueue running = new(256);

    public override BoundAddress Address => address;

    public override int MostHeld => running.Most + Inner.MostHeld;

    public override void HoldAtMost(int most)
    {
        var below = Inner.MostHeld > 0 ? most / 2 : 0;
        Inner.HoldAtMost(below);
        running.Most = Math.Max(1, Math.Min(running.Most, most - below));
    }

    public override ValueTask<IConnection> AcceptAsync(CancellationToken cancellation) => Accepting.WithinLimitAsync(base.AcceptAsync, address.Name, settings, cancellation);

    protected override async ValueTask<IConnection?> ScreenAsync(IConnection accepted, CancellationToken over)
    {
        using var attempt = running.Enter(over);
        try
        {
            return await shake(accepted, attempt.Token);
        }
        catch (FailureException failed)
        {
            settings.Observer.HandshakeFailed(accepted.Name, failed.Failure);
            await Handshakes.LeaveAsync(accepted, settings.Clock, attempt.Token);
        }
        catch (OperationCanceledException)
        {
            if (!over.IsCancellationRequested)
            {
                settings.Observer.HandshakeFailed(accepted.Name, new Failure(FailureKind.TimedOut, Operation.Handshake) { Subject = accepted.Name, Problem = HandshakeProblem.Crowded });
            }

            await accepted.DisposeAsync();
        }

        return null;
    }
}
