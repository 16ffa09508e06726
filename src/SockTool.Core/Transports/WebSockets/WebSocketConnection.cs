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
    private const int DiscardSize = 4096;

    private readonly IConnection carrier;
    private readonly FrameStream frames;
    private readonly WebSocket socket;
    private readonly long sentBefore;
    private readonly Utf8Text? text;
    private readonly bool isDiscarding;
    private readonly byte[] first;
    private Task<bool> receiving;
    private bool isInMessage;
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
        isDiscarding = settings.WebSocket.Received == WebSocketReceived.Discarded;
        first = new byte[isDiscarding ? DiscardSize : 1];
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
        await ((Task)receiving).WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        return true;
    }

    // The framework gives nothing out before it has all that was asked for, or the frame has ended: so one byte is waited for,
    // and then asked for what has come with it. The waiting goes on when nobody waits for it any more, in a buffer of its
    // own: cancelled, it would end the WebSocket.
    protected override async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (!await receiving.WaitAsync(cancellation) || buffer.IsEmpty)
        {
            return 0;
        }

        var count = 0;
        do
        {
            buffer.Span[count++] = first[0];
            count += await ReceiveThereAsync(buffer[count..]);
        }
        while (count < buffer.Length && receiving.IsCompletedSuccessfully && await receiving);
        return count;
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
            throw await WhyNotSentAsync(e);
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
            throw await WhyNotSentAsync(e);
        }

        await EndOneWayAsync(cancellation);
    }

    protected override async ValueTask ReleaseAsync()
    {
        await frames.LetGoAsync();
        await ((Task)receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        socket.Dispose();
        await frames.DisposeAsync();
    }

    /// <summary>Receives what is there of the payload under way, which does not wait, and begins to wait for what is after it.</summary>
    private async ValueTask<int> ReceiveThereAsync(Memory<byte> room)
    {
        var count = Math.Min(room.Length, frames.There);
        try
        {
            count = count > 0 ? (await ReceiveOnceAsync(room[..count])).Count : 0;
            receiving = ReceiveNextAsync();
            return count;
        }
        catch (FailureException failed)
        {
            receiving = Task.FromException<bool>(failed);
            return 0;
        }
    }

    /// <summary>Waits for the first of what comes next; false at the end.</summary>
    private async Task<bool> ReceiveNextAsync()
    {
        ValueWebSocketReceiveResult result;
        do
        {
            result = await ReceiveOnceAsync(first);
        }
        while (result.MessageType != WebSocketMessageType.Close && (result.Count == 0 || isDiscarding));
        return result.Count > 0;
    }

    private async ValueTask<ValueWebSocketReceiveResult> ReceiveOnceAsync(Memory<byte> room)
    {
        try
        {
            var result = await socket.ReceiveAsync(room, CancellationToken.None);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                await EndOneWayAsync(frames.Over);
                return (WebSocketFailures.OfClose(socket, Name) ?? (isInMessage ? WebSocketFailures.OfUnfinished(Name) : null)) is { } failure ? throw new FailureException(failure) : result;
            }

            isInMessage = !result.EndOfMessage;
            return result;
        }
        catch (Exception e) when (WebSocketFailures.IsOne(e))
        {
            throw WebSocketFailures.Of(e, Operation.Read, carrier, frames.Reset);
        }
    }

    // What ends the framework's WebSocket is met by its receiving, which then ends by itself and knows why.
    private async Task<FailureException> WhyNotSentAsync(Exception exception)
    {
        await ((Task)receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return receiving.Exception?.InnerException as FailureException ?? WebSocketFailures.Of(exception, Operation.Write, carrier, frames.Reset);
    }

    private ValueTask EndOneWayAsync(CancellationToken cancellation) => Interlocked.Increment(ref ended) == 2 ? carrier.CompleteWritesAsync(cancellation) : ValueTask.CompletedTask;
}
