using System.Threading.Channels;
using SockTool.Core.Connections;
using SockTool.Core.Transports;

namespace SockTool.Core.Sessions;

/// <summary>
/// Lets in whose host has a place, and closes the excess. Whoever comes back before the session behind him has come to its end
/// has a moment to wait for it, beside the accepting: one host's excess holds up nobody else's clients.
/// </summary>
internal sealed class PerHostListener(IListener inner, HostPlaces places, TimeSpan patience, Action<IConnection> refused) : ListenerLayer(inner)
{
    private readonly Channel<IConnection> late = Channel.CreateUnbounded<IConnection>();
#pragma warning disable CA2213 // who waits for a place still looks at it after the listener's end; it holds no timer
    private readonly CancellationTokenSource over = new();
#pragma warning restore CA2213
    private Task<IConnection>? accepting;
    private Task<bool>? returning;

    public override async ValueTask<IConnection> AcceptAsync(CancellationToken cancellation)
    {
        while (true)
        {
            over.Token.ThrowIfCancellationRequested();
            cancellation.ThrowIfCancellationRequested();
            if (late.Reader.TryRead(out var returned))
            {
                return returned;
            }

            accepting ??= Inner.AcceptAsync(over.Token).AsTask();
            returning = returning is null or { IsCompleted: true } ? late.Reader.WaitToReadAsync(CancellationToken.None).AsTask() : returning;
            await Task.WhenAny(accepting, returning).WaitAsync(cancellation);
            if (accepting.IsCompleted)
            {
                var accepted = accepting;
                accepting = null;
                var client = await accepted;
                if (places.TryEnter(client))
                {
                    return client;
                }

                _ = ReturnOrRefuseAsync(client);
            }
        }
    }

    /// <summary>The session with <paramref name="client"/>, who was accepted here, is over.</summary>
    public void Leave(IConnection client) => places.Leave(client);

    public override async ValueTask DisposeAsync()
    {
        if (over.IsCancellationRequested)
        {
            return;
        }

        await over.CancelAsync();
        late.Writer.TryComplete();
        await base.DisposeAsync();
        while (late.Reader.TryRead(out var unclaimed))
        {
            await unclaimed.DisposeAsync();
        }

        _ = accepting is null ? null : ForgetAsync(accepting);
    }

    private async Task ReturnOrRefuseAsync(IConnection client)
    {
        var hasPlace = await places.EnterSoonAsync(client, patience, over.Token);
        if (hasPlace && late.Writer.TryWrite(client))
        {
            return;
        }

        if (!hasPlace)
        {
            refused(client);
        }

        await client.DisposeAsync();
    }
}
