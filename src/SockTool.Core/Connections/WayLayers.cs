using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>An end in which bytes wait because we want it so: that silence is ours and not the peer's.</summary>
public interface IHolding
{
    bool IsHolding { get; }

    /// <summary>How many such waits are over.</summary>
    long Held { get; }
}

/// <summary>What stands before an input and changes when or how its bytes come.</summary>
public abstract class InputLayer(IInput source) : IWaitable, IMessageInput, IHolding, IAsyncDisposable
{
    public virtual bool HasEnded => source.IsOver();

    public virtual bool IsHolding => source is IHolding { IsHolding: true };

    public virtual long Held => (source as IHolding)?.Held ?? 0;

    protected IInput Source => source;

    public abstract ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation);

    public virtual ValueTask WaitToReadAsync(Resume resume, CancellationToken cancellation) =>
        (source as IWaitable)?.WaitToReadAsync(resume, cancellation) ?? ValueTask.CompletedTask;

    /// <summary>Lets go of what this and the layers below hold; the end under them stays open.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await ((source as InputLayer)?.DisposeAsync() ?? ValueTask.CompletedTask);
        GC.SuppressFinalize(this);
    }
}

/// <summary>What stands before an output and changes when or how it gets its bytes.</summary>
public abstract class OutputLayer(IOutput target) : IOutput, IDelivery, IHolding, IAsyncDisposable
{
    public virtual bool IsHolding => target is IHolding { IsHolding: true };

    public virtual long Held => (target as IHolding)?.Held ?? 0;

    public virtual long? Acknowledged => (target as IDelivery)?.Acknowledged;

    public virtual bool IsOver => target is IDelivery { IsOver: true };

    protected IOutput Target => target;

    public abstract ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    public virtual ValueTask CompleteWritesAsync(CancellationToken cancellation) => target.CompleteWritesAsync(cancellation);

    /// <summary>Lets go of what this and the layers below hold; the end under them stays open.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await ((target as OutputLayer)?.DisposeAsync() ?? ValueTask.CompletedTask);
        GC.SuppressFinalize(this);
    }
}
