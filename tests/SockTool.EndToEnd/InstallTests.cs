namespace SockTool.EndToEnd;

/// <summary>install.sh from nothing to nothing; that it can build is for scripts/check.sh.</summary>
public sealed class InstallTests
{
    private static readonly string[] Companions =
    [
        "bash-completion/completions/sock", "fish/vendor_completions.d/sock.fish", "man/man1/sock.1", "man/zh_CN/man1/sock.1", "zsh/site-functions/_sock",
    ];

    [SkippableFact]
    public async Task In_an_empty_home_all_is_put_in_place_and_taken_away_again()
    {
        using var installation = await Installation.PrepareAsync();
        var installed = (await installation.RunAsync()).Exits(0);
        Assert.Contains($"completions for bash, zsh and fish installed in {installation.Home}/.local/share\n", installed.Output, StringComparison.Ordinal);
        Assert.Contains($"  export PATH=\"{installation.Home}/.dotnet/tools:$PATH\"\n", installed.Output.Split("\ntype first,")[0], StringComparison.Ordinal);
        Assert.Equal([".dotnet/tools/sock", .. Companions.Select(name => $".local/share/{name}")], Installation.FilesIn(installation.Home));
        var removed = (await installation.RunAsync("--uninstall")).Exits(0);
        Assert.Contains($"manual and completions removed from {installation.Home}/.local/share\n", removed.Output, StringComparison.Ordinal);
        Assert.Empty(Installation.FilesIn(installation.Home));
        Assert.False(Directory.Exists($"{installation.Home}/.local"));
        Assert.StartsWith("nothing to remove", (await installation.RunAsync("--uninstall")).Exits(0).Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task What_others_have_beside_it_stays()
    {
        using var installation = await Installation.PrepareAsync();
        var other = Directory.CreateDirectory($"{installation.Home}/.local/share/man/man1").FullName + "/other.1";
        await File.WriteAllTextAsync(other, "");
        (await installation.RunAsync()).Exits(0);
        (await installation.RunAsync("--uninstall")).Exits(0);
        Assert.Equal([".local/share/man/man1/other.1"], Installation.FilesIn(installation.Home));
    }

    [SkippableFact]
    public async Task An_upgrade_replaces_what_is_there_and_writes_through_no_link()
    {
        using var installation = await Installation.PrepareAsync();
        (await installation.RunAsync()).Exits(0);
        var manual = $"{installation.Home}/.local/share/man/man1/sock.1";
        var completions = $"{installation.Home}/.local/share/bash-completion/completions/sock";
        await File.WriteAllTextAsync(manual, "old");
        await File.WriteAllTextAsync(installation["elsewhere"], "mine");
        File.Delete(completions);
        File.CreateSymbolicLink(completions, installation["elsewhere"]);
        (await installation.RunAsync()).Exits(0);
        Assert.StartsWith(".TH", await File.ReadAllTextAsync(manual), StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(installation["elsewhere"]));
        Assert.Null(new FileInfo(completions).LinkTarget);
    }

    [SkippableFact]
    public async Task With_a_prefix_all_is_below_it_also_where_it_has_spaces()
    {
        using var installation = await Installation.PrepareAsync();
        var installed = (await installation.RunAsync("--prefix 'a prefix'", "SHELL=/bin/bash")).Exits(0);
        var prefix = installation["a prefix"];
        Assert.Equal([.. Companions.Select(name => $"share/{name}"), "sock"], Installation.FilesIn(prefix));
        Assert.Empty(Installation.FilesIn(installation.Home));
        Assert.Contains($"  . \"{prefix}/share/bash-completion/completions/sock\"\n", installed.Output, StringComparison.Ordinal);
        (await installation.RunAsync("--prefix 'a prefix' --uninstall")).Exits(0);
        Assert.Empty(Directory.EnumerateFileSystemEntries(prefix));
    }

    [SkippableTheory]
    [InlineData("XDG_DATA_HOME=\"$PWD/data\"", "data")]
    [InlineData("XDG_DATA_HOME=relative", "a home/.local/share")]
    [InlineData("XDG_DATA_HOME=", "a home/.local/share")]
    public async Task The_users_data_folder_is_the_one_that_XDG_names(string environment, string place)
    {
        using var installation = await Installation.PrepareAsync();
        (await installation.RunAsync("", environment)).Exits(0);
        Assert.Equal(Companions, Installation.FilesIn(installation[place]));
        (await installation.RunAsync("--uninstall", environment)).Exits(0);
        Assert.True(!Directory.Exists(installation[place]) || Installation.FilesIn(installation[place]) is []);
    }

    [SkippableTheory]
    [InlineData("XDG_DATA_HOME=\"$PWD/file/data\"", "manual or completions left out: cannot write to")]
    [InlineData("HOME= DOTNET_CLI_HOME=\"$PWD\"", "manual and completions left out: HOME is not set")]
    public async Task Where_there_is_no_place_for_them_the_program_is_installed_all_the_same(string environment, string said)
    {
        using var installation = await Installation.PrepareAsync();
        await File.WriteAllTextAsync(installation["file"], "");
        Assert.Contains(said, (await installation.RunAsync("", environment)).Exits(0).Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_folder_that_cannot_be_written_is_an_error_with_a_way_out()
    {
        using var installation = await Installation.PrepareAsync();
        await File.WriteAllTextAsync(installation["file"], "");
        var run = (await installation.RunAsync("--prefix file/below")).Exits(1);
        Assert.Equal($"install.sh: error: cannot write to '{installation["file/below"]}'\ninstall.sh: hint: choose another folder with --prefix DIR\n", run.Error);
    }
}
