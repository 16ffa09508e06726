using System.Threading.Channels;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports;

/// <summary>What makes a client of whoever was accepted. Throws <see cref="FailureException"/>, and then does not own <paramref name="carrier"/>.</summary>
internal delegate ValueTask<IConnection> Handshake(IConnection carrier, CancellationToken cancellation);

/// <summary>
/// Puts a handshake between accept(2) and a client. Handshakes run beside each other and beside the accepting: whoever
/// never speaks delays nobody, and whoever fails has not been a client.
/// </summary>
internal sealed class HandshakeListener(IListener inner, BoundAddress address, SocketSettings settings, Handshake shake) : ListenerLayer(inner)
{
    // Beyond so many the oldest makes room: it has had its chance.
    private readonly HandshakeQueue running = new(256);
    private readonly Channel<IConnection?> finished = Channel.CreateUnbounded<IConnection?>();
#pragma warning disable CA2213 // handshakes that come to their end after the listener's still look at it; it holds no timer
    private readonly CancellationTokenSource over = new();
#pragma warning restore CA2213
    private Task<IConnection>? accepting;
    private Task<bool>? finishing;
    private int underWay;

    public override BoundAddress Address => address;

    public override int MostHeld => running.Most + Inner.MostHeld;

    public override bool HasWaiting => Inner.HasWaiting || Volatile.Read(ref underWay) > 0;

    public override void HoldAtMost(int most)
    {
        var below = Inner.MostHeld > 0 ? most / 2 : 0;
        Inner.HoldAtMost(below);
        running.Most = Math.Max(1, Math.Min(running.Most, most - below));
    }

    public override ValueTask<IConnection> AcceptAsync(CancellationToken cancellation) => Accepting.WithinLimitAsync(NextAsync, address.Name, settings, cancellation);

    public override async ValueTask DisposeAsync()
    {
        if (over.IsCancellationRequested)
        {
            return;
        }

        await over.CancelAsync();
        finished.Writer.TryComplete();
        await base.DisposeAsync();
        while (finished.Reader.TryRead(out var unclaimed))
        {
            await (unclaimed?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        _ = accepting is null ? null : ForgetAsync(accepting);
    }

    // What is waited for outlives a cancelled wait, so that no client is lost with it.
    private async ValueTask<IConnection> NextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            // Nothing comes any more, and what never comes is complete at once.
            over.Token.ThrowIfCancellationRequested();
            cancellation.ThrowIfCancellationRequested();
            if (finished.Reader.TryRead(out var client))
            {
                underWay--;
                if (client is not null)
                {
                    return client;
                }

                continue;
            }

            accepting ??= Inner.AcceptAsync(over.Token).AsTask();
            finishing = finishing is null or { IsCompletedSuccessfully: true } ? finished.Reader.WaitToReadAsync(CancellationToken.None).AsTask() : finishing;
            await (IsNobodyThere(accepting) ? (Task)finishing : Task.WhenAny(accepting, finishing)).WaitAsync(cancellation);
            if (finishing.IsCompleted)
            {
                await finishing; // where a bug comes out
                accepting = IsNobodyThere(accepting) ? null : accepting;
            }
            else if (accepting.IsCompleted && !IsNobodyThere(accepting))
            {
                var accepted = accepting;
                accepting = null;
                var carrier = await accepted;
                underWay++;
                _ = ShakeAsync(carrier);
            }
        }
    }

    /// <summary>Nobody else may be there, as where there was only one, or without blocking; and somebody still be on the way through the handshake.</summary>
    private bool IsNobodyThere(Task<IConnection> accepted) =>
        accepted.Exception?.InnerException is FailureException { Failure.Kind: FailureKind.WouldBlock or FailureKind.NobodyConnected } && underWay > 0;

    private async Task ShakeAsync(IConnection carrier)
    {
        IConnection? client = null;
        try
        {
            using var attempt = running.Enter(over.Token);
            client = await TryAsync(carrier, attempt.Token);
        }
#pragma warning disable CA1031 // a bug goes where it is seen: to whoever accepts, and from there to exit 70
        catch (Exception bug)
#pragma warning restore CA1031
        {
            finished.Writer.TryComplete(bug);
            await carrier.DisposeAsync();
        }

        if (!finished.Writer.TryWrite(client))
        {
            await (client?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    /// <summary>The client that <paramref name="carrier"/> becomes; null where it becomes none and is closed.</summary>
    private async Task<IConnection?> TryAsync(IConnection carrier, CancellationToken cancellation)
    {
        try
        {
            return await shake(carrier, cancellation);
        }
        catch (FailureException failed)
        {
            settings.Observer.HandshakeFailed(carrier.Name, failed.Failure);
            await Handshakes.LeaveAsync(carrier, settings.Clock, cancellation);
        }
        catch (OperationCanceledException)
        {
            if (!over.IsCancellationRequested)
            {
                settings.Observer.HandshakeFailed(carrier.Name, new Failure(FailureKind.TimedOut, Operation.Handshake) { Subject = carrier.Name, Problem = HandshakeProblem.Crowded });
            }

            await carrier.DisposeAsync();
        }

        return null;
    }
}
