using System.Runtime.Versioning;

namespace SockTool.Core.Native;

/// <summary>
/// A running child that leads a process group of its own, has default signal dispositions and no descriptors but
/// 0 to 2. It is reaped as soon as it ends; call <see cref="EndAsync"/> when done, for what it may have left behind.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class ChildProcess
{
    private const int WaiterStack = 256 * 1024;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan KillPatience = TimeSpan.FromSeconds(1);

    private readonly ChildGroup group;
    private readonly TaskCompletionSource<ChildExit> exit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(int processId)
    {
        ProcessId = processId;
        group = new(processId);
    }

    /// <summary>The child's process id, which is also the id of its group.</summary>
    public int ProcessId { get; }

    /// <summary>Starts a program: posix_spawnp(3). When this returns, the program has been loaded.</summary>
    /// <exception cref="ChildStartException">The program cannot be started; says why.</exception>
    /// <exception cref="ArgumentException">A string has a NUL in it.</exception>
    /// <exception cref="ObjectDisposedException">A handle for one of the streams is closed.</exception>
    /// <exception cref="PlatformNotSupportedException">This is Windows.</exception>
    public static ChildProcess Start(ChildStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        if (!Platform.HasDescriptors)
        {
            throw new PlatformNotSupportedException();
        }

        ChildSignals.KeepExitStatuses();
        var child = new ChildProcess(Spawn(start));
        try
        {
            new Thread(child.Wait, WaiterStack) { IsBackground = true, Name = "child" }.Start();
        }
        catch (OutOfMemoryException) // what the runtime makes of pthread_create's EAGAIN
        {
            child.Signal(ChildSignals.Kill);
            child.Wait();
            throw new ChildStartException(start.Program, OperatingSystem.IsLinux() ? 11 : 35);
        }

        return child;
    }

    /// <summary>Completes when the child has ended and been reaped, whatever it may have started.</summary>
    public Task<ChildExit> ExitAsync(CancellationToken cancellation = default) => exit.Task.WaitAsync(cancellation);

    /// <summary>Sends a signal to the child's whole group, kill(2); nothing happens if nobody is left in it.</summary>
    public void Signal(int number) => group.Signal(number);

    /// <summary>
    /// Ends all of the child's group: TERM, and KILL for what is left after <paramref name="grace"/>. Returns when
    /// nobody is left, or a second after the KILL for a process that the kernel cannot end yet. Never throws for a
    /// child that has ended before.
    /// </summary>
    public async Task EndAsync(TimeSpan grace, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThan(grace, TimeSpan.Zero);

        group.Signal(ChildSignals.Terminate);
        group.Signal(ChildSignals.Continue); // a stopped process sees no TERM until it goes on
        if (!await HasEndedWithinAsync(grace, time).ConfigureAwait(false))
        {
            group.Signal(ChildSignals.Kill);
            await HasEndedWithinAsync(KillPatience, time).ConfigureAwait(false);
        }
    }

    private static unsafe int Spawn(ChildStart start)
    {
        using var arguments = new NativeStrings([start.Program, .. start.Arguments]);
        using var environment = new NativeStrings(start.Environment);
        using var attributes = new SpawnAttributes(start.Program);
        using var actions = new SpawnFileActions(start);
        var error = SpawnLibc.posix_spawnp(
            out var pid, arguments.Pointers[0], actions.Memory, attributes.Memory, arguments.Pointers, environment.Pointers);
        return error == 0 ? pid : throw new ChildStartException(start.Program, error);
    }

    private async Task<bool> HasEndedWithinAsync(TimeSpan patience, TimeProvider time)
    {
        var began = time.GetTimestamp();
        var pause = TimeSpan.FromMilliseconds(5);
        while (!group.HasEnded())
        {
            var left = patience - time.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            // The kernel tells when the leader ends; about the others one can only ask.
            pause = exit.Task.IsCompleted && pause < LongestPause ? pause * 2 : pause;
            await (exit.Task.IsCompleted
                ? Task.Delay(left < pause ? left : pause, time)
                : ((Task)exit.Task).WaitAsync(left, time)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return true;
    }

    private void Wait()
    {
        try
        {
            exit.SetResult(group.Reap());
        }
        catch (InvalidOperationException lost)
        {
            exit.SetException(lost);
        }
    }
}
