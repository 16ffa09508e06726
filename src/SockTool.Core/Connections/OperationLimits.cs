namespace SockTool.Core.Connections;

/// <summary>
/// How long each single operation may take, as Python's <c>settimeout</c>:
/// <see cref="Timeout.InfiniteTimeSpan"/> blocks, zero tries once and reports what would block.
/// </summary>
public sealed record OperationLimits
{
    public static OperationLimits None { get; } = new();

    public TimeSpan Connect { get; init; } = Timeout.InfiniteTimeSpan;

    public TimeSpan Accept { get; init; } = Timeout.InfiniteTimeSpan;

    public TimeSpan Read { get; init; } = Timeout.InfiniteTimeSpan;

    public TimeSpan Write { get; init; } = Timeout.InfiniteTimeSpan;
}
