using System.IO.Pipes;
using System.Runtime.Versioning;
using SockTool.Core.Native;

namespace SockTool.Core.Tests.Native;

[UnsupportedOSPlatform("windows")]
[Collection(Forks.Name)]
public sealed class ChildProcessTests
{
    [SkippableTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(255)]
    public async Task The_exit_code_is_told(int code)
    {
        Skip.If(OperatingSystem.IsWindows());
        await using var child = ShellChild.Running($"exit {code}");
        var exit = await child.ExitAsync();
        Assert.Equal(new ChildExit(ChildEnd.Exited, code), exit);
        Assert.Equal(code, exit.ShellCode);
    }

    [SkippableTheory]
    [InlineData(15)]
    [InlineData(9)]
    [InlineData(13)]
    public async Task A_death_by_signal_is_told_apart_from_an_exit_code(int signal)
    {
        Skip.If(OperatingSystem.IsWindows());
        await using var child = ShellChild.Running($"kill -{signal} $$");
        var exit = await child.ExitAsync();
        Assert.Equal(new ChildExit(ChildEnd.Signaled, signal), exit);
        Assert.Equal(128 + signal, exit.ShellCode);
    }

    [SkippableFact]
    public async Task The_environment_is_the_one_given_and_nothing_else()
    {
        Skip.If(OperatingSystem.IsWindows());
        await using var child = ShellChild.Starting(
            ShellChild.Of("") with { Program = "/usr/bin/env", Arguments = [], Environment = ["SOCK_PORT=5000", "EMPTY=", "WORD=grün 🎉"] });
        Assert.Equal("SOCK_PORT=5000\nEMPTY=\nWORD=grün 🎉\n", await child.OutputAsync());
    }

    [SkippableFact]
    public async Task Arguments_arrive_unchanged()
    {
        Skip.If(OperatingSystem.IsWindows());
        var start = ShellChild.Of("""printf '%s|' "$0" "$@" """);
        await using var child = ShellChild.Starting(start with { Arguments = [.. start.Arguments, "a b", "", "$HOME", "*", "'\"\\", "日本"] });
        Assert.Equal("a b||$HOME|*|'\"\\|日本|", await child.OutputAsync());
    }

    [SkippableFact]
    public async Task Standard_input_is_the_handle_that_was_given()
    {
        Skip.If(OperatingSystem.IsWindows());
        await using var input = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None);
        await using var child = ShellChild.Starting(ShellChild.Of("cat; echo end") with { StandardInput = ChildDescriptor.Of(input.ClientSafePipeHandle) });
        input.DisposeLocalCopyOfClientHandle();
        await input.WriteAsync("hello\n"u8.ToArray());
        Assert.Equal("hello", await child.LineAsync());
        await input.DisposeAsync();
        Assert.Equal("end\n", await child.OutputAsync());
    }

    [SkippableFact]
    public async Task Without_a_standard_input_the_child_reads_end_of_input_at_once()
    {
        Skip.If(OperatingSystem.IsWindows());
        await using var child = ShellChild.Running("cat; echo end");
        Assert.Equal("end\n", await child.OutputAsync());
    }

    [SkippableFact]
    public async Task Only_descriptors_0_to_2_are_open_in_the_child_even_if_ours_are_inheritable()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        await using var leak = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        await using var child = ShellChild.Starting(ShellChild.Of("") with { Program = "ls", Arguments = ["/proc/self/fd"] });
        Assert.Equal("0\n1\n2\n3\n", await child.OutputAsync()); // 3 is the folder that ls reads
    }

    [SkippableTheory]
    [InlineData("SigIgn")]
    [InlineData("SigBlk")]
    public async Task No_signal_is_ignored_or_blocked_in_the_child(string field)
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        await using var child = ShellChild.Starting(ShellChild.Of("") with { Program = "grep", Arguments = [field, "/proc/self/status"] });
        Assert.Equal($"{field}:\t0000000000000000\n", await child.OutputAsync());
    }

    [SkippableFact]
    public async Task A_child_that_writes_into_a_pipe_without_a_reader_dies_of_SIGPIPE()
    {
        Skip.If(OperatingSystem.IsWindows());
        await using var pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        var child = ChildProcess.Start(ShellChild.Of("while :; do echo y; done") with { StandardOutput = ChildDescriptor.Of(pipe.ClientSafePipeHandle) });
        await pipe.DisposeAsync();
        var exit = await child.ExitAsync().WaitAsync(Patience.Limit);
        Assert.Equal(new ChildExit(ChildEnd.Signaled, 13), exit);
    }

    [SkippableFact]
    public void An_unknown_program_is_ENOENT()
    {
        Skip.If(OperatingSystem.IsWindows());
        var failure = Assert.Throws<ChildStartException>(() => ChildProcess.Start(ShellChild.Of("") with { Program = "no-such-program-here" }));
        Assert.Equal(("no-such-program-here", 2), (failure.Program, failure.Errno));
    }

    [SkippableFact]
    public void A_file_that_may_not_be_executed_is_EACCES()
    {
        Skip.If(OperatingSystem.IsWindows());
        var failure = Assert.Throws<ChildStartException>(() => ChildProcess.Start(ShellChild.Of("") with { Program = "/etc/passwd" }));
        Assert.Equal(13, failure.Errno);
    }

    [SkippableFact]
    public void A_string_with_NUL_is_refused_rather_than_cut()
    {
        Skip.If(OperatingSystem.IsWindows());
        Assert.Throws<ArgumentException>(() => ChildProcess.Start(ShellChild.Of("echo a\0b")));
    }

    [SkippableFact]
    public void A_failed_start_lets_go_of_the_handles_it_was_given()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        var path = Path.GetTempFileName();
        using var closed = File.OpenHandle("/dev/null");
        using var open = File.OpenHandle(path);
        closed.Dispose();
        var start = ShellChild.Of("") with { StandardInput = ChildDescriptor.Of(open), StandardOutput = ChildDescriptor.Of(closed) };
        Assert.Throws<ObjectDisposedException>(() => ChildProcess.Start(start));
        Assert.True(IsOpen(path));
        open.Dispose();
        Assert.False(IsOpen(path));
        File.Delete(path);
    }

    private static bool IsOpen(string path) =>
        new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos().Any(link => string.Equals(link.LinkTarget, path, StringComparison.Ordinal));
}
