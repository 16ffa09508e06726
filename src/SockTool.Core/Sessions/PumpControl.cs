using SockTool.Core.Observers;

namespace SockTool.Core.Sessions;

/// <summary>What a pump is told from outside.</summary>
public sealed record PumpControl(Direction Direction)
{
    public const int DefaultBufferSize = 128 * 1024;

    /// <summary>The most bytes that one read asks for.</summary>
    public int BufferSize { get; init; } = DefaultBufferSize;

    /// <summary>Ends in order after this many bytes.</summary>
    public long Limit { get; init; } = long.MaxValue;

    /// <summary>Read no more; what was read is still delivered.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>Deliver no more either.</summary>
    public CancellationToken Abort { get; init; }

    public ISessionObserver Observer { get; init; } = ObserverGroup.None;

    public SessionActivity Activity { get; init; } = new(TimeProvider.System);
}
