namespace SockTool.Core.Native;

/// <summary>What to run as a child, and with which descriptors 0 to 2. It gets no others.</summary>
public sealed record ChildStart
{
    /// <summary>A path, or a name without a slash to look for in our own PATH. It is also the child's argv[0].</summary>
    public required string Program { get; init; }

    /// <summary>The arguments after argv[0].</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The child's whole environment, each entry as name=value.</summary>
    public required IReadOnlyList<string> Environment { get; init; }

    public ChildDescriptor StandardInput { get; init; } = ChildDescriptor.Nothing;

    public ChildDescriptor StandardOutput { get; init; } = ChildDescriptor.Ours;

    public ChildDescriptor StandardError { get; init; } = ChildDescriptor.Ours;
}
