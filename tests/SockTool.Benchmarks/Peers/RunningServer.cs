using SockTool.Benchmarks.Processes;

namespace SockTool.Benchmarks.Peers;

internal sealed record RunningServer(Child Child, int Port) : IAsyncDisposable
{
    public const string ManyFiles = "ulimit -n $(ulimit -H -n)";

    public ValueTask DisposeAsync() => Child.DisposeAsync();
}
