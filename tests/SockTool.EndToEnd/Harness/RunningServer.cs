using System.Globalization;
using System.Net.Sockets;

namespace SockTool.EndToEnd.Harness;

/// <summary>A server of ours that listens.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly Folder folder;

    private RunningServer(RunningProcess process, string address, Folder folder)
    {
        Process = process;
        Address = address;
        this.folder = folder;
    }

    public RunningProcess Process { get; }

    /// <summary>As the server tells it: <c>127.0.0.1:40123</c>, <c>unix:/…</c>.</summary>
    public string Address { get; }

    /// <summary>The number behind the last colon of what stands before a path, a query or a fragment.</summary>
    public int Port => int.Parse(Authority[(Authority.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);

    private string Authority => Address.Split("://")[^1].Split('/', '?', '#')[0];

    public Drain Output => Process.Output;

    public Drain Error => Process.Error;

    public static async Task<RunningServer> StartAsync(string[] arguments, Reading reading)
    {
        var place = new Folder();
        var process = Sock.Start([arguments[0], "--ready-file", place["ready"], .. arguments[1..]], reading);
        await Until.TrueAsync(() => File.Exists(place["ready"]) || process.HasEnded, $"sock {string.Join(' ', arguments)} listens");
        if (process.HasEnded)
        {
            var run = await process.ExitAsync();
            Assert.Fail($"sock {string.Join(' ', arguments)}: exit {run.ExitCode}; stderr: {run.Error}");
        }

        return new RunningServer(process, (await File.ReadAllTextAsync(place["ready"])).TrimEnd('\n'), place);
    }

    public Task<Socket> DialAsync() => Wire.DialAsync(Address);

    public Task<Run> ExitAsync(TimeSpan? within = null) => Process.ExitAsync(within);

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        folder.Dispose();
    }
}
