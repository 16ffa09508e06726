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

    // A client between two hands of ours is seen by neither: it is looked for a few times.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);
    private const int Looks = 3;

    private const int Kill = 9;

    private readonly ChildProcess? child;
    private readonly RunContext context;
    private readonly string name;

    // Cancelled when the run is stopped, or asked to end, while the command still runs; not by the stop that follows its end.
    private readonly CancellationTokenSource interrupted = new();
    private readonly CancellationTokenRegistration watch;

    private Companion(ChildProcess? child, string program, RunContext context)
    {
        watch = context.Stopper.Retiring.UnsafeRegister(_ => interrupted.Cancel(), null);
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
        if (!Platform.HasDescriptors)
        {
            throw new FailureException(new Failure(FailureKind.Other, Operation.Start) { Subject = program });
        }

        try
        {
            var started = ChildProcess.Start(new ChildStart { Program = program, Arguments = [.. command.Skip(1)], Environment = Surroundings.At(address) });
            var companion = new Companion(started, program, context);
            context.Streams.LastRites.Add(() => started.Signal(Kill));
            return companion;
        }
        catch (ChildStartException failed)
        {
            throw new FailureException(new Failure(FailureKind.Other, Operation.Start) { Subject = program, Errno = failed.Errno });
        }
    }

    /// <summary>Stops the run when the command has ended and nobody is being served any more.</summary>
    /// <param name="isServing">Whether there is a client, or one on the way.</param>
    public void StopRunAfterwards(Func<bool> isServing) => _ = child is null ? Task.CompletedTask : StopRunAfterwardsAsync(child, isServing);

    /// <summary>What the run comes to: the command's exit code where there is a command, unless something stopped the run before it ended.</summary>
    /// <param name="served">What the serving came to.</param>
    public async Task<Failure?> ConcludeAsync(Failure? served)
    {
        if (child is null || interrupted.IsCancellationRequested)
        {
            return served;
        }

        try
        {
            var exit = await child.ExitAsync(interrupted.Token);
            return exit.ShellCode == 0 ? null : new Failure(FailureKind.ChildFailed, Operation.Run) { Subject = name, Number = exit.ShellCode };
        }
        catch (OperationCanceledException)
        {
            return context.Stopper.Reason?.Failure ?? served;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await watch.DisposeAsync();
        if (child is not null)
        {
            await child.EndAsync(Grace, context.Clock);
        }

        interrupted.Dispose();
    }

    private async Task StopRunAfterwardsAsync(ChildProcess running, Func<bool> isServing)
    {
        await running.ExitAsync(CancellationToken.None);
        await watch.DisposeAsync();
        if (interrupted.IsCancellationRequested)
        {
            return;
        }

        var ended = context.Clock.GetTimestamp();
        for (var quiet = 0; quiet < Looks && context.Clock.GetElapsedTime(ended) < LastBytes && !context.Stopper.Token.IsCancellationRequested;)
        {
            quiet = isServing() ? 0 : quiet + 1;
            await Task.Delay(BetweenLooks, context.Clock, context.Stopper.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        context.Stopper.Stop(new StopReason(EndedBy.Us, Failure: null));
    }
}
