using System.Diagnostics;

namespace SockTool.EndToEnd.Harness;

/// <summary>bash, for what only a shell can hand over: closed descriptors, devices, pipelines. <c>$SOCK</c> is the tool.</summary>
internal static class Shell
{
    public static RunningProcess Start(string script, params ReadOnlySpan<(string Name, string Value)> variables)
    {
        var what = new ProcessStartInfo("bash", ["--norc", "--noprofile", "-c", script]);
        Surroundings.Plain(what);
        foreach (var (name, value) in variables)
        {
            what.Environment[name] = value;
        }

        return new RunningProcess(what);
    }

    /// <summary>Runs a script to its end, with an empty standard input.</summary>
    public static async Task<Run> RunAsync(string script, params (string Name, string Value)[] variables)
    {
        await using var running = Start(script, variables);
        running.CloseInput();
        return await running.ExitAsync();
    }
}
