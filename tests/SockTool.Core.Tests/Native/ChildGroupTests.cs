using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using SockTool.Core.Native;

namespace SockTool.Core.Tests.Native;

[UnsupportedOSPlatform("windows")]
[Collection(Forks.Name)]
public sealed class ChildGroupTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    [SkippableFact]
    public async Task The_child_leads_a_process_group_of_its_own()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        await using var child = ShellChild.Running("read -r pid comm state parent group rest < /proc/$$/stat; echo $group; exec sleep 60");
        Assert.Equal(child.Process.ProcessId, int.Parse(await child.LineAsync(), CultureInfo.InvariantCulture));
    }

    [SkippableFact]
    public async Task Ending_a_child_ends_its_grandchildren_too()
    {
        Skip.If(OperatingSystem.IsWindows());
        await using var child = ShellChild.Running("sleep 60 & sleep 60 & echo $!; wait");
        var grandchild = int.Parse(await child.LineAsync(), CultureInfo.InvariantCulture);
        await child.Process.EndAsync(Grace, TimeProvider.System);
        Assert.Equal(143, (await child.ExitAsync()).ShellCode);
        Assert.False(Runs(grandchild));
    }

    [SkippableFact]
    public async Task Grandchildren_that_outlive_the_child_are_ended()
    {
        Skip.If(OperatingSystem.IsWindows());
        await using var child = ShellChild.Running("sleep 60 & echo $!");
        var grandchild = int.Parse(await child.LineAsync(), CultureInfo.InvariantCulture);
        Assert.Equal(0, (await child.ExitAsync()).ShellCode);
        Assert.True(Runs(grandchild));
        await child.Process.EndAsync(Grace, TimeProvider.System);
        Assert.False(Runs(grandchild));
    }

    [SkippableFact]
    public async Task Grandchildren_that_ignore_TERM_are_killed_after_the_grace()
    {
        Skip.If(OperatingSystem.IsWindows());
        await using var child = ShellChild.Running("(trap '' TERM; echo ready; exec sleep 60) & wait");
        Assert.Equal("ready", await child.LineAsync());
        await child.Process.EndAsync(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        Assert.Equal(143, (await child.ExitAsync()).ShellCode);
        Assert.Equal("", await child.OutputAsync()); // the end of the pipe: nobody holds it any more
    }

    [SkippableFact]
    public async Task A_child_may_use_its_grace_to_clean_up()
    {
        Skip.If(OperatingSystem.IsWindows());
        await using var child = ShellChild.Running("trap 'echo cleaned; exit 5' TERM; echo ready; while :; do sleep 0.05; done");
        Assert.Equal("ready", await child.LineAsync());
        await child.Process.EndAsync(Grace, TimeProvider.System);
        Assert.Equal(5, (await child.ExitAsync()).ShellCode);
        Assert.Equal("cleaned\n", await child.OutputAsync());
    }

    [SkippableFact]
    public async Task A_child_that_ignores_TERM_is_killed_after_the_grace()
    {
        Skip.If(OperatingSystem.IsWindows());
        await using var child = ShellChild.Running("trap '' TERM; echo ready; while :; do sleep 0.05; done");
        Assert.Equal("ready", await child.LineAsync());
        var clock = Stopwatch.StartNew();
        await child.Process.EndAsync(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        Assert.Equal(new ChildExit(ChildEnd.Signaled, 9), await child.ExitAsync());
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.29, 5);
    }

    [SkippableFact]
    public async Task A_stopped_child_is_ended_without_waiting_for_the_kill()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        await using var child = ShellChild.Running("kill -STOP $$");
        await Patience.UntilAsync(() => StateOf(child.Process.ProcessId) == 'T');
        await child.Process.EndAsync(Grace, TimeProvider.System);
        Assert.Equal(143, (await child.ExitAsync()).ShellCode);
    }

    [SkippableFact]
    public async Task A_signal_after_the_end_harms_nobody_and_ending_twice_is_fine()
    {
        Skip.If(OperatingSystem.IsWindows());
        await using var child = ShellChild.Running("exit 3");
        await child.ExitAsync();
        child.Process.Signal(15);
        await child.Process.EndAsync(TimeSpan.Zero, TimeProvider.System);
        await child.Process.EndAsync(TimeSpan.Zero, TimeProvider.System);
        Assert.Equal(3, (await child.ExitAsync()).ShellCode);
    }

    [SkippableFact]
    public async Task No_zombies_are_left_by_children_that_end_at_the_same_time()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        var children = Enumerable.Range(0, 20).Select(n => ChildProcess.Start(ShellChild.Of($"exit {n}"))).ToList();
        var exits = await Task.WhenAll(children.Select(child => child.ExitAsync())).WaitAsync(Patience.Limit);
        Assert.Equal(Enumerable.Range(0, 20), exits.Select(exit => exit.ShellCode));
        Assert.All(children, child => Assert.False(Directory.Exists($"/proc/{child.ProcessId}")));
    }

    private static bool Runs(int pid) => OperatingSystem.IsLinux()
        ? StateOf(pid) is not ('Z' or 'X')
        : ProcessLibc.kill(pid, 0) == 0;

    private static char StateOf(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[stat.LastIndexOf(')') + 2]; // the command may have spaces and brackets: proc_pid_stat(5)
        }
        catch (IOException)
        {
            return 'X';
        }
    }
}
