using SockTool.Benchmarks.Processes;

namespace SockTool.Benchmarks.Peers;

/// <summary>The programs that are here, and the names of those that are not.</summary>
internal sealed record Toolbox(IReadOnlyList<Tool> Tools, IReadOnlyList<string> Absent, string Floors)
{
    private static readonly (string Name, string Program, string Version)[] Peers =
    [
        ("socat", "socat", "-V 2>&1 | sed -n 's/^socat version \\([^ ]*\\).*/\\1/p'"),
        ("nc.openbsd", "nc.openbsd", "-h 2>&1 | head -n 1"),
        ("ncat", "ncat", "--version 2>&1 | sed -n 's/^Ncat: Version \\([^ ]*\\).*/\\1/p'"),
    ];

    public Tool Sock => Tools[0];

    public Tool? this[string name] => Tools.FirstOrDefault(tool => tool.Name == name);

    public string Floor(string program) => Shell.Quote(Path.Combine(Floors, program));

    public static async Task<Toolbox> FindAsync(Settings settings)
    {
        var sock = SearchPath.Find(settings.Binary ?? Environment.GetEnvironmentVariable("SOCK_BINARY") ?? "sock")
            ?? throw new BenchException("no sock: give --binary, set SOCK_BINARY or put it on PATH");
        var tools = new List<Tool> { new("sock", Shell.Quote(sock), await VersionAsync(sock, "--version"), ToolKind.Sock) };
        var absent = new List<string>();
        foreach (var (name, program, version) in Peers)
        {
            if (SearchPath.Find(program) is { } path)
            {
                tools.Add(new(name, Shell.Quote(path), await VersionAsync(path, version), ToolKind.Peer));
            }
            else
            {
                absent.Add(name);
            }
        }

        tools.Add(new("C floor", "", "cc -O2", ToolKind.Floor));
        return new(tools, absent, settings.Floors);
    }

    public void Show(TextWriter output)
    {
        foreach (var tool in Tools)
        {
            output.WriteLine($"{tool.Name}: {tool.Version}");
        }

        foreach (var name in Absent)
        {
            output.WriteLine($"{name}: not installed, left out");
        }
    }

    private static async Task<string> VersionAsync(string path, string arguments)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return (await Child.OutputAsync($"{Shell.Quote(path)} {arguments}", limit.Token)).Trim();
    }
}
