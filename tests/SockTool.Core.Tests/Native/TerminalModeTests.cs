using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using SockTool.Core.Native;

namespace SockTool.Core.Tests.Native;

/// <summary>On Linux the master of a pseudo-terminal answers for its slave's modes: ioctl_tty(2).</summary>
[UnsupportedOSPlatform("windows")]
public sealed class TerminalModeTests
{
    [SkippableFact]
    public void A_terminal_is_told_from_a_file()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        using var terminal = Terminal();
        using var file = File.OpenHandle("/dev/null");
        Assert.True(TerminalMode.IsTerminal(Number(terminal)));
        Assert.False(TerminalMode.IsTerminal(Number(file)));
        Assert.False(TerminalMode.IsTerminal(-1));
        Assert.Null(TerminalMode.EnterLineEditing(Number(file)));
    }

    [SkippableFact]
    public async Task The_width_is_the_terminals_or_80()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        using var terminal = Terminal();
        Assert.Equal(80, TerminalMode.WidthOf(Number(terminal)));
        Assert.Equal(80, TerminalMode.WidthOf(-1));
        await Stty(terminal, "cols", "123");
        Assert.Equal(123, TerminalMode.WidthOf(Number(terminal)));
    }

    [SkippableFact]
    public async Task Line_editing_takes_keys_at_once_but_leaves_Ctrl_C_and_output_alone_until_restored()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        using var terminal = Terminal();
        var before = await Stty(terminal, "-a");
        AssertHas(before, ["icanon", "echo", "isig", "ixon", "opost", "iexten"]);

        using var mode = TerminalMode.EnterLineEditing(Number(terminal));
        Assert.NotNull(mode);
        var editing = await Stty(terminal, "-a");
        AssertHas(editing, ["-icanon", "-echo", "isig", "-ixon", "opost", "-iexten"]);

        mode.Restore();
        Assert.Equal(before, await Stty(terminal, "-a"));
        mode.Resume();
        Assert.Equal(editing, await Stty(terminal, "-a"));
        mode.Dispose();
        mode.Dispose();
        mode.Restore();
        Assert.Equal(before, await Stty(terminal, "-a"));
    }

    [SkippableFact]
    public async Task Restoring_twice_does_not_undo_what_somebody_else_has_set_since()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        using var terminal = Terminal();
        using var mode = TerminalMode.EnterLineEditing(Number(terminal));
        mode?.Restore();
        await Stty(terminal, "-echo");
        mode?.Restore();
        AssertHas(await Stty(terminal, "-a"), ["-echo"]);
    }

    private static SafeFileHandle Terminal() => File.OpenHandle("/dev/ptmx", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);

    private static int Number(SafeFileHandle handle) => (int)handle.DangerousGetHandle();

    private static void AssertHas(string settings, string[] words) =>
        Assert.Empty(words.Except(settings.Split([' ', '\n', ';']), StringComparer.Ordinal));

    private static async Task<string> Stty(SafeFileHandle terminal, params string[] arguments)
    {
        await using var child = ShellChild.Starting(
            ShellChild.Of("") with { Program = "stty", Arguments = arguments, StandardInput = ChildDescriptor.Of(terminal) });
        var text = await child.OutputAsync();
        Assert.Equal(0, (await child.ExitAsync()).ShellCode);
        return text;
    }
}
