namespace SockTool.Core.Endpoints;

/// <summary>A program to start: <c>exec:PROGRAM ARGS</c>, its words split at spaces and given to no shell.</summary>
/// <param name="Program">A path, or a name to look for in PATH.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record ExecEndpoint(string Program, IReadOnlyList<string> Arguments) : Endpoint
{
    public const string Scheme = "exec";

    public override string ToString() => $"{Scheme}:{string.Join(' ', [Program, .. Arguments])}";
}
