namespace SockTool.EndToEnd;

/// <summary>install.ps1, as far as another system than Windows can run it.</summary>
public sealed class PowerShellInstallTests
{
    [SkippableFact]
    public async Task All_is_put_in_place_works_with_the_lines_it_says_and_is_taken_away_again()
    {
        using var installation = await Installation.PrepareAsync();
        var prefix = installation["O'Brien's tools"];
        var completions = Path.Combine(prefix, "share", "sock", "sock.ps1");
        Directory.CreateDirectory(Path.GetDirectoryName(completions)!);
        await File.WriteAllTextAsync(installation["elsewhere"], "mine");
        File.CreateSymbolicLink(completions, installation["elsewhere"]);

        var installed = (await installation.RunPowerShellAsync("-Prefix \"O'Brien's tools\"")).Exits(0);
        Assert.Contains("self test passed: 16 MiB through sock", installed.Output, StringComparison.Ordinal);
        Assert.Equal(["share/sock/sock.ps1", "sock.exe"], Installation.FilesIn(prefix));
        Assert.Equal("mine", await File.ReadAllTextAsync(installation["elsewhere"]));
        Assert.Empty(Installation.FilesIn(installation.Home));

        var profile = installed.Output.Split("($PROFILE):\n")[1].Split("\n\ntype first,")[0].Split('\n').Select(line => line.Trim());
        await File.WriteAllLinesAsync(installation["profile.ps1"], [.. profile, "$env:Path", "(TabExpansion2 'sock echo' 9).CompletionMatches.CompletionText"]);
        Assert.Equal($"{prefix};C:\\Windows\necho-server\n", (await installation.PowerShellAsync("-File profile.ps1")).Exits(0).Output);

        var removed = (await installation.RunPowerShellAsync("-Uninstall -Prefix \"O'Brien's tools\"")).Exits(0);
        Assert.Equal($"sock removed from {prefix}\ncompletions removed from {prefix}/share\n", removed.Output);
        Assert.Empty(Directory.EnumerateFileSystemEntries(prefix));
    }

    [SkippableFact]
    public async Task Where_there_is_no_place_for_the_completions_the_program_is_installed_all_the_same()
    {
        using var installation = await Installation.PrepareAsync();
        var tools = Directory.CreateDirectory($"{installation.Home}/.dotnet/tools").FullName;
        await File.WriteAllTextAsync($"{tools}/share", "");
        var installed = (await installation.RunPowerShellAsync("")).Exits(0);
        Assert.Contains($"completions left out: cannot write to '{tools}/share/sock/sock.ps1'\n", installed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("  . ", installed.Output, StringComparison.Ordinal);
        Assert.Equal(["share", "sock.exe"], Installation.FilesIn(tools));
    }

    [SkippableTheory]
    [InlineData("-Uninstall", 0, "nothing to remove: sock is not installed in {home}/.dotnet/tools\n", "")]
    [InlineData("-Nonsense", 2, "", "install.ps1: error: unknown option '-Nonsense'\ninstall.ps1: hint: see install.ps1 -Help\n")]
    [InlineData("-Prefix file/below", 1, "", "install.ps1: error: cannot write to '{root}/file/below'\ninstall.ps1: hint: choose another folder with -Prefix DIR\n")]
    public async Task What_cannot_be_is_said(string arguments, int code, string output, string error)
    {
        using var installation = await Installation.PrepareAsync();
        await File.WriteAllTextAsync(installation["file"], "");
        var run = (await installation.RunPowerShellAsync(arguments)).Exits(code);
        Assert.Equal((Placed(output), Placed(error)), (run.Output, run.Error));

        string Placed(string text) => text.Replace("{home}", installation.Home, StringComparison.Ordinal).Replace("{root}", installation[""].TrimEnd('/'), StringComparison.Ordinal);
    }
}
