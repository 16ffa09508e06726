using System.Collections.Concurrent;
using System.Diagnostics;
using SockTool.Trust.Contenders;

namespace SockTool.Trust.Stages;

/// <summary>What every trial is given: processes that do not outlive the suite, folders, files to send.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly Folder folder = new();
    private readonly Payloads payloads;
    private readonly ConcurrentDictionary<RunningProcess, bool> started = new();
    private int folders;

    public Stage(Settings settings, CancellationToken stop)
    {
        Settings = settings;
        Stop = stop;
        payloads = new(folder, settings.Seed);
        new Certificates(folder).Good("server");
        stop.Register(() => _ = EndAllAsync());
    }

    public Settings Settings { get; }

    public CancellationToken Stop { get; }

    /// <summary>A file of that many random bytes.</summary>
    public string Payload(long size) => payloads.Of(size);

    /// <summary>A folder that is empty.</summary>
    public string FreshFolder() => Directory.CreateDirectory(folder[$"{Interlocked.Increment(ref folders)}"]).FullName;

    public Door NewDoor(Tool tool, Carrier carrier) => new(carrier, FreshFolder(), tool.IsOurs ? 0 : Ports.Next(), tool.IsOurs);

    /// <summary>Starts a line of bash.</summary>
    public RunningProcess Start(string script, Reading reading = Reading.AtOnce, string engine = Tool.Fastest)
    {
        Stop.ThrowIfCancellationRequested();
        var what = new ProcessStartInfo("bash", ["--norc", "--noprofile", "-c", script]);
        what.Environment["LC_ALL"] = "C.UTF-8";
        what.Environment["SOCK_ENGINE"] = engine;
        what.Environment.Remove("SOCK_LANG");
        var process = new RunningProcess(what, reading);
        started[process] = true;
        return process;
    }

    /// <summary>Ends a process and what it started.</summary>
    public async ValueTask EndAsync(RunningProcess process)
    {
        if (started.TryRemove(process, out _))
        {
            await process.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAllAsync();
        folder.Dispose();
    }

    private async Task EndAllAsync()
    {
        foreach (var process in started.Keys)
        {
            await EndAsync(process);
        }
    }
}
