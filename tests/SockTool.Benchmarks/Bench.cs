using SockTool.Benchmarks.Peers;

namespace SockTool.Benchmarks;

/// <summary>What every scenario is given.</summary>
internal sealed record Bench(Settings Settings, Toolbox Tools, WorkFolder Folder, CancellationToken Stop);
