using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SockTool.EndToEnd.Harness;

/// <summary>install.sh, or install.ps1, with a stand-in for dotnet, which "builds" in no time and installs the program under test; all that it writes goes to a folder of its own.</summary>
internal sealed class Installation : IDisposable
{
    private readonly Folder folder = new();

    private Installation()
    {
    }

    public string Home => folder["a home"];

    public static string Script { get; } = Path.Combine(Root(), "install.sh");

    public string this[string name] => folder[name];

    public static async Task<Installation> PrepareAsync()
    {
        Skip.If(OperatingSystem.IsWindows(), "install.sh is for a POSIX shell");
        var installation = new Installation();
        Directory.CreateDirectory(installation.Home);
        Directory.CreateDirectory(installation["bin"]);
        Directory.CreateDirectory(installation["checkout"]);
        Directory.CreateSymbolicLink(installation["checkout/src"], Path.Combine(Root(), "src"));
        Directory.CreateSymbolicLink(installation["checkout/completions"], Path.Combine(Root(), "completions"));
        var version = (await Sock.RunAsync("--version")).Exits(0).Output.Trim().Split(' ')[1];
        var dotnet = await installation.folder.WriteAsync("bin/dotnet", Bytes.Utf8(StandIn(version)));
        File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return installation;
    }

    /// <summary>Runs the script in an environment that has nothing but what is given, HOME and PATH.</summary>
    public Task<Run> RunAsync(string arguments = "", string environment = "") => ShellAsync($"{environment} sh '{Script}' {arguments}");

    /// <summary>
    /// Runs install.ps1 in the PowerShell of this system: without the line that wants Windows, all else is the same. What PowerShell
    /// keeps of its own goes to another home.
    /// </summary>
    public async Task<Run> RunPowerShellAsync(string arguments)
    {
        Tools.Require("pwsh");
        var lines = await File.ReadAllLinesAsync(Path.Combine(Root(), "install.ps1"));
        var anywhere = lines.Where(line => !line.Contains("-ne 'Win32NT'", StringComparison.Ordinal)).ToArray();
        Assert.Equal(lines.Length - 1, anywhere.Length);
        await File.WriteAllLinesAsync(this["checkout/install.ps1"], anywhere);
        return await PowerShellAsync($"-File checkout/install.ps1 {arguments}");
    }

    /// <summary>Runs PowerShell in the same environment, and in the names that Windows has for it.</summary>
    public Task<Run> PowerShellAsync(string arguments) => ShellAsync(
        $"HOME='{folder["another home"]}' USERPROFILE='{Home}' Path='C:\\Windows' NAME_OF_SOCK=sock.exe POWERSHELL_TELEMETRY_OPTOUT=1 \"$(command -v pwsh)\" -NoProfile -NonInteractive {arguments}");

    /// <summary>Runs a command line in the same environment.</summary>
    public async Task<Run> ShellAsync(string command)
    {
        await using var running = Shell.Start($"cd '{folder.Root}' && exec env -i HOME='{Home}' PATH='{folder["bin"]}:/usr/local/bin:/usr/bin:/bin' LC_ALL=C.UTF-8 {command}");
        running.CloseInput();
        return await running.ExitAsync(TimeSpan.FromMinutes(2)); // PowerShell, and all that it starts, on a busy machine
    }

    /// <summary>The files below a folder, by their names from there on.</summary>
    public static IReadOnlyList<string> FilesIn(string place) =>
        [.. Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(place, file)).Order(StringComparer.Ordinal)];

    public void Dispose() => folder.Dispose();

    private static string StandIn(string version) => $$"""
        #!/bin/sh
        tool_path() {
          while [ "$1" != --tool-path ]; do shift; done
          echo "$2"
        }
        name=${NAME_OF_SOCK-sock}
        case "$1 ${2-}" in
          *pwsh.dll*) exec "{{DotnetRoot()}}/dotnet" "$@" ;;
          --list-sdks*) echo '10.0.100 [/nowhere/sdk]' ;;
          msbuild*) echo linux-x64 ;;
          'tool install')
            at=$(tool_path "$@")
            mkdir -p "$at/.store/socktool"
            printf '#!/bin/sh\nDOTNET_ROOT="{{DotnetRoot()}}" exec "{{Sock.Binary}}" "$@"\n' >"$at/$name"
            chmod +x "$at/$name"
            ;;
          'tool uninstall')
            at=$(tool_path "$@")
            rm -r "$at/.store/socktool" "$at/$name"
            ;;
          pack*)
            while [ "$1" != -o ]; do shift; done
            mkdir -p "$2" && : >"$2/SockTool.{{version}}.nupkg"
            ;;
        esac
        """;

    // shared/Microsoft.NETCore.App/VERSION below it.
    private static string DotnetRoot() => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
