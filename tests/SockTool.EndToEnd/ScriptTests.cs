using System.Runtime.CompilerServices;

namespace SockTool.EndToEnd;

/// <summary>The scripts for installing and packing, by what they decide; scripts/check.sh runs the installation itself.</summary>
public sealed class ScriptTests
{
    /// <summary>Builds nothing: refuses what the pattern REFUSED names, else leaves a package where one was ordered.</summary>
    private const string StandInForDotnet = """
        #!/bin/sh
        case $1 in
          msbuild) echo linux-x64; exit ;;
        esac
        case "${TargetFramework-} $*" in
          $REFUSED) echo 'pack.proj: error NU1101: refused'; exit 1 ;;
        esac
        [ "$1" = pack ] || exit 0
        while [ "$1" != -o ]; do shift; done
        mkdir -p "$2" && : >"$2/SockTool.0.1.0.nupkg"
        """;

    private const string StandInForCompiler = "#!/bin/sh\nexit ${CANNOT_LINK-0}";

    [SkippableTheory]
    [InlineData("", "native")]
    [InlineData("net10.0 restore*", "native, for .NET 9, as no package source has the native runtime of .NET 10; support for .NET 9 ended on 2026-11-10")]
    [InlineData("*restore*PublishAot=true*", "portable, as no package source has the native runtime")]
    [InlineData("* pack *-r linux-x64 -p:PublishAot=true*", "portable, as the native build failed: error NU1101: refused")]
    [InlineData("*PublishAot=true*ToolSystems*", "portable, as the native build failed: error NU1101: refused")]
    [InlineData("*ToolSystems*", "portable and not precompiled, as the native build failed: error NU1101: refused")]
    public async Task Packages_are_as_native_as_they_can_be_and_the_last_line_says_why_not(string refused, string said)
    {
        using var folder = await ToolboxAsync("gcc");
        var run = (await PackAsync(folder, ("REFUSED", refused))).Exits(0);
        Assert.Equal(said, LastLine(run));
        Assert.True(File.Exists(folder["packages/SockTool.0.1.0.nupkg"]));
        Assert.Empty(run.Error);
    }

    [SkippableFact]
    public async Task No_compiler_makes_it_portable_without_trying()
    {
        using var folder = await ToolboxAsync();
        var run = (await PackAsync(folder, ("REFUSED", "*PublishAot=true*"))).Exits(0);
        Assert.Equal("portable, as neither clang nor gcc is here", LastLine(run));
    }

    [SkippableFact]
    public async Task Compiler_that_cannot_link_is_found_out_before_the_native_build()
    {
        using var folder = await ToolboxAsync("gcc");
        var run = (await PackAsync(folder, ("REFUSED", "* pack *PublishAot=true*"), ("CANNOT_LINK", "1"))).Exits(0);
        Assert.Contains("gcc cannot link", LastLine(run), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Nothing_can_be_built_and_the_builds_own_words_are_shown()
    {
        using var folder = await ToolboxAsync("gcc");
        var run = (await PackAsync(folder, ("REFUSED", "*"))).Exits(1);
        Assert.Contains("error NU1101: refused", run.Error, StringComparison.Ordinal);
        Assert.Contains("pack.sh: error: the build failed", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [SkippableTheory]
    [InlineData("--help", 0)]
    [InlineData("--prefix", 2)]
    [InlineData("--prefix=", 2)]
    [InlineData("--frobnicate", 2)]
    public async Task Installer_tells_its_usage(string argument, int code)
    {
        Skip.If(OperatingSystem.IsWindows(), "install.sh is for a POSIX shell");
        var run = (await Shell.RunAsync($"'{Script("install.sh")}' {argument}")).Exits(code);
        Assert.Contains(code == 0 ? "usage: install.sh" : "install.sh: hint: see install.sh --help", run.Output + run.Error, StringComparison.Ordinal);
    }

    private static Task<Run> PackAsync(Folder folder, params (string Name, string Value)[] variables) => Shell.RunAsync(
        $"'{Script("scripts/pack.sh")}' --here '{folder["packages"]}'", [.. variables, ("PATH", folder["bin"]), ("TMPDIR", folder.Root)]);

    /// <summary>A folder whose <c>bin</c> has all that the script may call, and nothing else.</summary>
    private static async Task<Folder> ToolboxAsync(params string[] compilers)
    {
        Skip.If(OperatingSystem.IsWindows(), "pack.sh is for a POSIX shell");
        var folder = new Folder();
        Directory.CreateDirectory(folder["bin"]);
        (await Shell.RunAsync($"for one in sh bash cat dirname grep mkdir mktemp mv rm tail; do ln -s \"$(command -v $one)\" '{folder["bin"]}'; done")).Exits(0);
        await AddAsync("dotnet", StandInForDotnet);
        foreach (var compiler in compilers)
        {
            await AddAsync(compiler, StandInForCompiler);
        }

        return folder;

        async Task AddAsync(string name, string script) =>
            File.SetUnixFileMode(await folder.WriteAsync($"bin/{name}", Bytes.Utf8(script)), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string LastLine(Run run) => run.Output.TrimEnd('\n').Split('\n')[^1];

    private static string Script(string name, [CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../..", name));
}
