namespace SockTool.Core.Endpoints;

/// <summary>A Unix stream socket, unix(7).</summary>
/// <param name="Path">The path, or the abstract name without its leading <c>@</c> (and without the NUL the kernel sees there).</param>
/// <param name="IsAbstract">In Linux's abstract namespace rather than in the file system.</param>
public sealed record UnixEndpoint(string Path, bool IsAbstract) : Endpoint
{
    public override string ToString() => IsAbstract ? $"unix:@{Path}" : $"unix:{Path}";
}
