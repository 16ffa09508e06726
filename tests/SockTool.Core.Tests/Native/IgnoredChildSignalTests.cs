using System.Runtime.Versioning;
using SockTool.Core.Native;

namespace SockTool.Core.Tests.Native;

/// <summary>Changes a disposition of the whole process, so it runs while no other test does.</summary>
[UnsupportedOSPlatform("windows")]
[Collection(nameof(IgnoredChildSignalTests))]
[CollectionDefinition(nameof(IgnoredChildSignalTests), DisableParallelization = true)]
public sealed class IgnoredChildSignalTests
{
    [SkippableFact]
    public async Task Started_by_a_parent_that_ignores_SIGCHLD_the_exit_code_is_still_told()
    {
        Skip.If(OperatingSystem.IsWindows());
        const nint ignore = 1;
        var before = ProcessLibc.signal(ChildSignals.Child, ignore);
        await using var child = ShellChild.Running("exit 7");
        Assert.Equal(7, (await child.ExitAsync()).ShellCode);
        ProcessLibc.signal(ChildSignals.Child, before);
    }
}
