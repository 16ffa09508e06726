using System.Diagnostics;

namespace SockTool.EndToEnd.Harness;

/// <summary>What is done with a process's standard output.</summary>
internal enum Reading
{
    AtOnce,

    /// <summary>Nobody reads until <see cref="RunningProcess.Read"/>.</summary>
    Later,
}

/// <summary>A process of ours with pipes for standard streams. Disposing ends it, whatever it does.</summary>
internal sealed class RunningProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly long start = Stopwatch.GetTimestamp();
    private readonly Drain error;
    private Drain? output;

    public RunningProcess(ProcessStartInfo what, Reading reading = Reading.AtOnce)
    {
        what.RedirectStandardInput = what.RedirectStandardOutput = what.RedirectStandardError = true;
        process = Process.Start(what)!;
        error = new Drain(process.StandardError.BaseStream);
        if (reading == Reading.AtOnce)
        {
            Read();
        }
    }

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <summary>proc(5): the state stands behind the name in brackets.</summary>
    public bool IsStopped => File.ReadAllText($"/proc/{Id}/stat").Split(") ")[1][0] == 'T';

    public Drain Output => output ?? throw new InvalidOperationException("nobody reads yet");

    public Drain Error => error;

    /// <summary>Standard output for a test that reads it itself.</summary>
    public Stream OutputStream => process.StandardOutput.BaseStream;

    /// <summary>Resident memory in bytes.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public void Read() => output ??= new Drain(process.StandardOutput.BaseStream);

    /// <summary>Standard input for a test that writes it itself.</summary>
    public Stream InputStream => process.StandardInput.BaseStream;

    public Task WriteAsync(string text) => WriteAsync(Bytes.Utf8(text));

    public async Task WriteAsync(byte[] bytes)
    {
        await process.StandardInput.BaseStream.WriteAsync(bytes).AsTask().WaitAsync(Until.Deadline);
        await process.StandardInput.BaseStream.FlushAsync();
    }

    public void CloseInput() => process.StandardInput.Close();

    public void CloseOutput() => process.StandardOutput.Close();

    public void Send(int signal) => Signal.Send(Id, signal);

    /// <summary>Waits for the end; past the deadline the process is killed and the test fails with what it had said.</summary>
    public async Task<Run> ExitAsync(TimeSpan? within = null)
    {
        using var over = new CancellationTokenSource(within ?? Until.Deadline);
        try
        {
            await process.WaitForExitAsync(over.Token);
            var elapsed = Stopwatch.GetElapsedTime(start);
            await Task.WhenAll(error.Ended, output?.Ended ?? Task.CompletedTask).WaitAsync(over.Token);
            return new Run(process.ExitCode, output?.Bytes ?? [], error.Text, elapsed);
        }
        catch (OperationCanceledException late)
        {
            var state = process.HasExited ? "ended, but its output is held open" : "still runs";
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)}: {state}; stderr: {error.Text}; stdout: {output?.Text}", late);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }
}
