namespace SockTool.EndToEnd;

/// <summary>What install.sh put in place is found by the programs it is for, with no more than the lines it says.</summary>
public sealed class InstalledTests
{
    [SkippableFact]
    public async Task Man_finds_it_with_the_lines_that_the_script_says()
    {
        Tools.Require("man");
        using var installation = await Installation.PrepareAsync();
        var installed = (await installation.RunAsync()).Exits(0);
        await File.WriteAllLinesAsync(installation["profile"], installed.Output.Split("profile:\n")[1].Split("\n\ntype first,")[0].Split('\n').Select(line => line.Trim()));
        var found = (await installation.ShellAsync("sh -c '. ./profile; man -w sock'")).Exits(0);
        Assert.Equal($"{installation.Home}/.local/share/man/man1/sock.1\n", found.Output);
        var usual = await installation.ShellAsync("man -w man");
        Assert.Equal(usual.Output, (await installation.ShellAsync("sh -c '. ./profile; man -w man'")).Exits(usual.ExitCode).Output);
    }

    [SkippableTheory]
    [InlineData("", "PATH=\"$HOME/.local/bin:$PATH\"", ".local/bin")]
    [InlineData("--prefix \"$HOME/.local\"", "PATH=\"$HOME/.local:$PATH\"", ".local")]
    public async Task Man_finds_it_by_the_PATH_and_no_line_is_needed(string arguments, string environment, string folder)
    {
        Tools.Require("manpath"); // man-db looks beside the folders of PATH (manpath(1))
        using var installation = await Installation.PrepareAsync();
        Directory.CreateDirectory(Path.Combine(installation.Home, folder));
        var installed = await installation.ShellAsync($"sh -c '{environment} exec sh \"$0\" {arguments}' '{Installation.Script}'");
        Assert.DoesNotContain("MANPATH", installed.Exits(0).Output, StringComparison.Ordinal);
        Assert.Equal($"{installation.Home}/.local/share/man/man1/sock.1\n", (await installation.ShellAsync($"sh -c '{environment} man -w sock'")).Exits(0).Output);
    }

    [SkippableFact]
    public async Task Interactive_bash_loads_the_completions()
    {
        Skip.IfNot(File.Exists("/usr/share/bash-completion/bash_completion"), "bash-completion is not installed");
        using var installation = await Installation.PrepareAsync();
        const string Data = "XDG_DATA_HOME=\"$PWD/data\""; // bash-completion 2.11 does not find a home whose name has a space
        Assert.DoesNotContain("bash-completion/completions/sock\"", (await installation.RunAsync("", $"SHELL=/bin/bash {Data}")).Exits(0).Output, StringComparison.Ordinal);
        await File.WriteAllTextAsync(installation["ask"], ". /usr/share/bash-completion/bash_completion\n_completion_loader sock\ncomplete -p sock\n");
        Assert.Contains("-F _sock sock", (await installation.ShellAsync($"{Data} bash --noprofile --norc -i ./ask")).Exits(0).Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_Tab_in_bash_completes()
    {
        Skip.IfNot(File.Exists("/usr/share/bash-completion/bash_completion"), "bash-completion is not installed");
        using var installation = await Installation.PrepareAsync();
        (await installation.RunAsync("", "XDG_DATA_HOME=\"$PWD/data\"")).Exits(0);
        await File.WriteAllTextAsync(installation["rc"], ". /usr/share/bash-completion/bash_completion\nPS1='ready> '\n");
        await using var screen = await Screen.OpenShellAsync(
            $"exec env -i HOME='{installation.Home}' XDG_DATA_HOME='{installation["data"]}' PATH=\"$PATH\" TERM=\"$TERM\" bash --noprofile --rcfile {installation["rc"]} -i", 100, 20);
        await screen.ShowsAsync("ready>");
        await screen.TypeAsync("sock ech");
        await screen.PressAsync("Tab");
        await screen.ShowsAsync("sock echo-server\n");
        await screen.TypeAsync("1 --max-clients-p");
        await screen.PressAsync("Tab");
        await screen.ShowsAsync("sock echo-server 1 --max-clients-per-host\n");
    }

    [SkippableFact]
    public async Task Zsh_loads_the_completions_with_the_line_that_the_script_says()
    {
        Tools.Require("zsh");
        using var installation = await Installation.PrepareAsync();
        var installed = (await installation.RunAsync("", "SHELL=/bin/zsh")).Exits(0);
        var line = installed.Output.Split('\n').Single(one => one.Contains("fpath=", StringComparison.Ordinal));
        await File.WriteAllTextAsync(installation["ask"], $"setopt interactivecomments\n{line}\nautoload -Uz compinit\ncompinit -u -D\nprint -r -- $_comps[sock]\n");
        Assert.Equal("_sock\n", (await installation.ShellAsync("zsh -f ./ask")).Exits(0).Output);
    }

    [SkippableFact]
    public async Task Fish_loads_the_completions()
    {
        Tools.Require("fish");
        using var installation = await Installation.PrepareAsync();
        (await installation.RunAsync("", "SHELL=/usr/bin/fish")).Exits(0);
        var offered = await installation.ShellAsync("fish -c 'set -p PATH $HOME/.dotnet/tools; complete -C\"sock echo\"'");
        Assert.StartsWith("echo-server\t", offered.Exits(0).Output, StringComparison.Ordinal);
    }
}
