using System.Diagnostics;

namespace SockTool.Benchmarks.Processes;

/// <summary>A line of sh that runs as a process. Disposing ends it and what it started, by their ids.</summary>
internal sealed class Child : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Process process;
    private readonly Task<string> errors;
    private readonly Task<string> output;

    private Child(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
        output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Close();
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public static Child Start(string script)
    {
        var what = new ProcessStartInfo("/bin/sh", ["-c", script])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new(Process.Start(what)!);
    }

    /// <summary>What the line wrote to standard output, once it ended; a limit of time is the caller's.</summary>
    public static async Task<string> OutputAsync(string script, CancellationToken limit)
    {
        await using var child = Start(script);
        await child.SucceededAsync(limit);
        return await child.output.WaitAsync(limit);
    }

    public async Task SucceededAsync(CancellationToken limit)
    {
        await process.WaitForExitAsync(limit);
        if (process.ExitCode != 0)
        {
            throw await FailureAsync($"exit {process.ExitCode}");
        }
    }

    public async Task<BenchException> FailureAsync(string what)
    {
        await EndAsync();
        await Task.WhenAny(errors, Task.Delay(Patience));
        return new($"{what}: {(errors.IsCompletedSuccessfully ? await errors : "").Trim().Split('\n')[0]}");
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        process.Dispose();
    }

    private async Task EndAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }
}
