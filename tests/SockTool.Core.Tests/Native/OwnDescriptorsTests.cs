using System.IO.Pipes;
using System.Runtime.Versioning;
using SockTool.Core.Native;

namespace SockTool.Core.Tests.Native;

[UnsupportedOSPlatform("windows")]
public sealed class OwnDescriptorsTests
{
    [SkippableFact]
    public async Task Where_libc_cannot_close_the_rest_all_of_ours_are_marked_close_on_exec()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        await using var pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        var descriptor = (int)pipe.ClientSafePipeHandle.DangerousGetHandle();
        Assert.False(IsCloseOnExec(descriptor));
        OwnDescriptors.CloseOnExecFrom(3);
        Assert.True(IsCloseOnExec(descriptor));
    }

    // proc_pid_fdinfo(5): flags in octal, O_CLOEXEC among them.
    private static bool IsCloseOnExec(int descriptor) =>
        (Convert.ToInt32(File.ReadLines($"/proc/self/fdinfo/{descriptor}").First(line => line.StartsWith("flags:", StringComparison.Ordinal))[6..].Trim(), 8) & 0x80000) != 0;
}
