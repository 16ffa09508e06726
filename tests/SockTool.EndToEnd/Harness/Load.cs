namespace SockTool.EndToEnd.Harness;

/// <summary>How busy a process is.</summary>
internal static class Load
{
    /// <summary>Processor seconds per second during <paramref name="window"/>: what is measured, not what is waited for.</summary>
    public static async Task<double> OverAsync(RunningProcess process, TimeSpan window)
    {
        using var end = new PeriodicTimer(window);
        var before = process.ProcessorTime;
        await end.WaitForNextTickAsync();
        return (process.ProcessorTime - before) / window;
    }
}
