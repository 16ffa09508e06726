using System.Collections;
using System.Globalization;
using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Sessions;
using SockTool.Core.Transports;

#pragma warning disable CA1416 // a child is there only where Start could make one, which is not on Windows

namespace SockTool.Commands;

/// <summary>The command of <c>--run</c>: started once bound, told where; when it ends the run ends with its exit code.</summary>
internal sealed class Companion : IAsyncDisposable
{
    // BEHAVIOUR rule E4: the time between TERM and KILL.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    // Sessions that the command had a part in may still have bytes on the way when it ends.
    private static readonly TimeSpan LastBytes = TimeSpan.FromSeconds(1);

    private readonly ChildProcess? child;
    private readonly RunContext context;
    private readonly string name;

    private Companion(ChildProcess? child, string program, RunContext context)
    {
        this.child = child;
        this.context = context;
        name = program;
    }

    /// <exception cref="FailureException">The program cannot be started.</exception>
    public static Companion Start(IReadOnlyList<string> command, BoundAddress address, RunContext context)
    {
        if (command.Count == 0)
        {
            return new Companion(null, "", context);
        }

        var program = command[0];
        if (OperatingSystem.IsWindows())
        {
            throw new FailureException(new Failure(FailureKind.Other, Operation.Start) { Subject = program });
        }

        try
        {
            var started = ChildProcess.Start(new ChildStart { Program = program, Arguments = [.. command.Skip(1)], Environment = Surroundings(address) });
            var companion = new Companion(started, program, context);
            _ = companion.StopRunAfterwardsAsync(started);
            return companion;
        }
        catch (ChildStartException failed)
        {
            throw new FailureException(new Failure(FailureKind.Other, Operation.Start) { Subject = program, Errno = failed.Errno });
        }
    }

    /// <summary>Waits for the command, unless the run was stopped for a reason; its exit code as a failure, null for 0 or no command.</summary>
    public async Task<Failure?> FailureAsync()
    {
        if (child is null || context.Stopper.Reason?.Failure is not null)
        {
            return null;
        }

        var exit = await child.ExitAsync(CancellationToken.None);
        return exit.ShellCode == 0
            ? null
            : new Failure(FailureKind.ChildFailed, Operation.Run) { Subject = name, Number = exit.ShellCode };
    }

    public async ValueTask DisposeAsync()
    {
        if (child is not null)
        {
            await child.EndAsync(Grace, context.Clock);
        }
    }

    private async Task StopRunAfterwardsAsync(ChildProcess running)
    {
        await running.ExitAsync(CancellationToken.None);
        await Task.Delay(LastBytes, context.Clock, context.Stopper.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Stopper.Stop(new StopReason(EndedBy.Us, Failure: null));
    }

    private static List<string> Surroundings(BoundAddress address)
    {
        var all = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
        all["SOCK_ADDRESS"] = address.Host;
        all["SOCK_PORT"] = address.Port?.ToString(CultureInfo.InvariantCulture) ?? "";
        return [.. all.Select(variable => $"{variable.Key}={variable.Value}")];
    }
}
