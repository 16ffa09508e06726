namespace SockTool.EndToEnd.Harness;

/// <summary>A parent in Python that makes a socket, hands it over as a descriptor, and becomes the tool: exec(3).</summary>
internal static class Parent
{
    /// <summary>Binds a TCP port, tells it on standard output, and listens there.</summary>
    public const string Listens = "s = socket.create_server(('127.0.0.1', 0)); tell(s.getsockname()[1]); ";

    /// <summary>The same and waits for a client, as inetd does for each.</summary>
    public const string Accepts = Listens + "s, _ = s.accept(); ";

    private const string Before = "import os, socket, sys\ndef tell(port): print(port, flush=True)\n";

    /// <param name="make">Python that leaves a socket, or what else can be a descriptor, in <c>s</c>.</param>
    /// <param name="numbers">The descriptors that it is to be.</param>
    /// <param name="arguments">The tool's.</param>
    public static RunningProcess Start(string make, int[] numbers, params string[] arguments)
    {
        Tools.Require("python3");
        var script = $"{Before}{make}\nfor n in [{string.Join(", ", numbers)}]: os.dup2(s.fileno(), n); os.set_inheritable(n, True)\nos.execv(os.environ['SOCK'], ['sock', *sys.argv[1:]])";
        return Tools.Start("python3", ["-S", "-E", "-c", script, .. arguments]);
    }

    /// <summary>The port that it told.</summary>
    public static async Task<int> PortAsync(this RunningProcess parent)
    {
        await parent.Output.ContainsAsync("\n");
        return int.Parse(parent.Output.Text.Split('\n')[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}
