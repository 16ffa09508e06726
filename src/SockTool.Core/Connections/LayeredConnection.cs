using System.Net.Sockets;
using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>
/// A connection whose two ways go through layers; all else it is asked, the end below answers. It has no descriptor for the
/// kernel's own moves, so that every byte passes the layers. It borrows the end: whoever opened that closes it.
/// </summary>
public class LayeredConnection : IConnection, IWaitable, IFileNumber, IDeparture, IDelivery, IResettable, ILocalName, ISocketBacked, IOrderlyEnd, IWithholding, IHolding
{
    private readonly IConnection end;
    private readonly IInput input;
    private readonly IOutput output;
    private bool isDisposed;

    private protected LayeredConnection(IConnection end, IInput input, IOutput output) => (this.end, this.input, this.output) = (end, input, output);

    public string Name => end.Name;

    public string LocalName => end.LocalNameOrNone();

    public int Descriptor => (end as IFileNumber)?.Descriptor ?? -1;

    public Socket? Socket => (end as ISocketBacked)?.Socket;

    public long? Acknowledged => (output as IDelivery)?.Acknowledged;

    public bool IsOver => output is IDelivery { IsOver: true };

    public bool IsHolding => input is IHolding { IsHolding: true } || output is IHolding { IsHolding: true };

    public long Held => ((input as IHolding)?.Held ?? 0) + ((output as IHolding)?.Held ?? 0);

    public SessionEnd OrderlyEnd => end.EndInOrder();

    private Func<bool> EndsInOrder { get; init; } = () => false;

    private protected IInput Input => input;

    /// <summary>The same kind of connection as <paramref name="end"/> is: of bytes, or of messages.</summary>
    /// <param name="end">The end below.</param>
    /// <param name="ways">The outermost layer of each way; the end itself where there is none.</param>
    /// <param name="endsInOrder">Says whether an end in order was chosen for it, so that it is not to be reset whatever its session thinks; null for never.</param>
    public static LayeredConnection Over(IConnection end, (IInput Input, IOutput Output) ways, Func<bool>? endsInOrder = null) => end is IMessageOutput messages
        ? new OfMessages(end, ways, messages.LargestMessage) { EndsInOrder = endsInOrder ?? (() => false) }
        : new LayeredConnection(end, ways.Input, ways.Output) { EndsInOrder = endsInOrder ?? (() => false) };

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) => input.ReadAsync(buffer, cancellation);

    public ValueTask WaitToReadAsync(Resume resume, CancellationToken cancellation) =>
        (input as IWaitable)?.WaitToReadAsync(resume, cancellation) ?? ValueTask.CompletedTask;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => output.WriteAsync(bytes, cancellation);

    public ValueTask CompleteWritesAsync(CancellationToken cancellation) => output.CompleteWritesAsync(cancellation);

    public Task<Failure?> WaitForDepartureAsync(CancellationToken cancellation) => Departure.OfAsync(end, cancellation);

    public void ResetOnClose()
    {
        if (!EndsInOrder())
        {
            (end as IResettable)?.ResetOnClose();
        }
    }

    public void ResetUnlessEnded() => (end as IResettable)?.ResetUnlessEnded();

    public void EndOfInput() => (end as IWithholding)?.EndOfInput();

    public async ValueTask DisposeAsync()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        await ((input as InputLayer)?.DisposeAsync() ?? ValueTask.CompletedTask);
        await ((output as OutputLayer)?.DisposeAsync() ?? ValueTask.CompletedTask);
        GC.SuppressFinalize(this);
    }

    private sealed class OfMessages(IConnection end, (IInput Input, IOutput Output) ways, int largest)
        : LayeredConnection(end, ways.Input, ways.Output), IMessageInput, IMessageOutput
    {
        public bool HasEnded => Input.IsOver();

        public int LargestMessage => largest;
    }
}
