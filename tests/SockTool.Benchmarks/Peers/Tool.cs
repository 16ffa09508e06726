namespace SockTool.Benchmarks.Peers;

/// <summary>A program under measurement. A floor is what the kernel allows, not what a user would install.</summary>
internal sealed record Tool(string Name, string Path, string Version, ToolKind Kind);

internal enum ToolKind
{
    Sock,
    Peer,
    Floor,
}
