using System.Net.WebSockets;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports.WebSockets;

internal enum WebSocketSide
{
    Client,
    Server,
}

/// <summary>
/// A WebSocket as a stream of bytes: what a message holds, one after another. A close frame ends one way of it; the carrier
/// is ended when both have ended (RFC 6455 section 7.1.1). A close with another code than 1000 is no end but a cut.
/// </summary>
internal sealed class WebSocketConnection : LayerConnection, IOrderlyEnd, IWithholding
{
    private const int ReceiveSize = 64 * 1024;

    private readonly IConnection carrier;
    private readonly FrameStream frames;
    private readonly WebSocket socket;
    private readonly long sentBefore;
    private readonly Utf8Text? text;
    private readonly byte[] received = GC.AllocateUninitializedArray<byte>(ReceiveSize);
    private ReadOnlyMemory<byte> unread;
    private Task<int>? receiving;
    private int ended;

    /// <param name="carrier">What has been upgraded.</param>
    /// <param name="side">Who we are.</param>
    /// <param name="sentBefore">Bytes that the upgrade has put into the carrier.</param>
    /// <param name="settings">Limits, clock, and how messages are made.</param>
    public WebSocketConnection(IConnection carrier, WebSocketSide side, long sentBefore, SocketSettings settings)
        : base(carrier, settings.Limits, settings.Clock)
    {
        this.sentBefore = sentBefore;
        this.carrier = carrier;
        frames = new FrameStream(carrier);
        text = settings.WebSocket.Messages == WebSocketMessages.Text ? new Utf8Text() : null;
        socket = WebSocket.CreateFromStream(frames, new WebSocketCreationOptions { IsServer = side == WebSocketSide.Server, KeepAliveInterval = TimeSpan.Zero });

        // At once: a ping is answered, and a close seen, also where nobody reads.
        receiving = ReceiveNextAsync();
    }

    public SessionEnd OrderlyEnd => SessionEnd.CloseFrame;

    public void EndOfInput() => text?.End();

    protected override long Carried => sentBefore + frames.Written;

    protected override int Withheld => text?.Waiting ?? 0;

    protected override async ValueTask<bool> WaitAsync(CancellationToken cancellation)
    {
        if (unread.IsEmpty)
        {
            receiving ??= ReceiveNextAsync();
            await ((Task)receiving).WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
        }

        return true;
    }

    // The receiving goes on when nobody waits for it any more, in a buffer of its own: cancelled, it would end the WebSocket.
    protected override async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (unread.IsEmpty)
        {
            receiving ??= ReceiveNextAsync();
            var count = await receiving.WaitAsync(cancellation);
            if (count == 0)
            {
                return 0;
            }

            receiving = null;
            unread = received.AsMemory(0, count);
        }

        var taken = Math.Min(buffer.Length, unread.Length);
        unread[..taken].CopyTo(buffer);
        unread = unread[taken..];
        return taken;
    }

    protected override async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var message = text?.Add(bytes) ?? bytes;
        if (message.IsEmpty)
        {
            return;
        }

        try
        {
            await socket.SendAsync(message, text is null ? WebSocketMessageType.Binary : WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            await frames.SettleAsync(cancellation);
        }
        catch (Exception e) when (WebSocketFailures.IsOne(e))
        {
            throw WebSocketFailures.Of(e, Operation.Write, Name);
        }
    }

    protected override async ValueTask FinishAsync(CancellationToken cancellation)
    {
        EndOfInput();
        try
        {
            var code = socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure;
            await socket.CloseOutputAsync(code, statusDescription: null, CancellationToken.None).WaitAsync(cancellation);
            await frames.SettleAsync(cancellation);
        }
        catch (Exception e) when (WebSocketFailures.IsOne(e))
        {
            throw WebSocketFailures.Of(e, Operation.Write, Name);
        }

        await EndOneWayAsync(cancellation);
    }

    protected override async ValueTask ReleaseAsync()
    {
        await frames.LetGoAsync();
        await (receiving ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        socket.Dispose();
        await frames.DisposeAsync();
    }

    private async Task<int> ReceiveNextAsync()
    {
        try
        {
            while (true)
            {
                var result = await socket.ReceiveAsync(received.AsMemory(), CancellationToken.None);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    await EndOneWayAsync(frames.Over);
                    return WebSocketFailures.OfClose(socket, Name) is { } failure ? throw new FailureException(failure) : 0;
                }

                if (result.Count > 0)
                {
                    return result.Count;
                }
            }
        }
        catch (Exception e) when (WebSocketFailures.IsOne(e))
        {
            throw WebSocketFailures.Of(e, Operation.Read, Name, frames.HasEnded ? HandshakeProblem.None : HandshakeProblem.Malformed);
        }
    }

    private ValueTask EndOneWayAsync(CancellationToken cancellation) => Interlocked.Increment(ref ended) == 2 ? carrier.CompleteWritesAsync(cancellation) : ValueTask.CompletedTask;
}
