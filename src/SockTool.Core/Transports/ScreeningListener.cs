using System.Threading.Channels;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports;

/// <summary>
/// Puts something between accept(2) and a client. All who were accepted go through it beside each other and beside the
/// accepting: whoever is slow there delays nobody, and whoever does not come through has not been a client.
/// </summary>
internal abstract class ScreeningListener(IListener inner) : ListenerLayer(inner)
{
    private readonly Channel<IConnection?> finished = Channel.CreateUnbounded<IConnection?>();
#pragma warning disable CA2213 // who comes to the end of it after the listener's still looks at it; it holds no timer
    private readonly CancellationTokenSource over = new();
#pragma warning restore CA2213
    private Task<IConnection>? accepting;
    private Task<bool>? finishing;
    private int underWay;

    public override bool HasWaiting => Inner.HasWaiting || Volatile.Read(ref underWay) > 0;

    // What is waited for outlives a cancelled wait, so that no client is lost with it.
    public override async ValueTask<IConnection> AcceptAsync(CancellationToken cancellation)
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
                _ = ScreenAndHandOnAsync(carrier);
            }
        }
    }

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

    /// <summary>The client that <paramref name="accepted"/> becomes; null where it becomes none and is closed.</summary>
    /// <param name="accepted">Who was accepted.</param>
    /// <param name="over">Cancelled when nobody is accepted here any more.</param>
    protected abstract ValueTask<IConnection?> ScreenAsync(IConnection accepted, CancellationToken over);

    /// <summary>Nobody else may be there, as where there was only one, or without blocking; and somebody still be on the way through.</summary>
    private bool IsNobodyThere(Task<IConnection> accepted) =>
        accepted.Exception?.InnerException is FailureException { Failure.Kind: FailureKind.WouldBlock or FailureKind.NobodyConnected } && underWay > 0;

    private async Task ScreenAndHandOnAsync(IConnection accepted)
    {
        IConnection? client = null;
        try
        {
            client = await ScreenAsync(accepted, over.Token);
        }
#pragma warning disable CA1031 // a bug goes where it is seen: to whoever accepts, and from there to exit 70
        catch (Exception bug)
#pragma warning restore CA1031
        {
            finished.Writer.TryComplete(bug);
            await accepted.DisposeAsync();
        }

        if (!finished.Writer.TryWrite(client))
        {
            await (client?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }
}
