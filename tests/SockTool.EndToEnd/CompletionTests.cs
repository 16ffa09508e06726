namespace SockTool.EndToEnd;

/// <summary>What the shells themselves offer by our scripts.</summary>
public sealed class CompletionTests : IDisposable
{
    // The words before the last one, and the last one as it was begun.
    private const string InBash = """
        source "$1"
        for LINE in "${@:2}"; do
          read -ra COMP_WORDS <<<"$LINE"
          [[ $LINE != *' ' ]] || COMP_WORDS+=('')
          COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMPREPLY=()
          _sock 2>/dev/null
          printf '== %s\n' "$LINE"
          [[ ${#COMPREPLY[@]} == 0 ]] || printf '%s\n' "${COMPREPLY[@]}"
        done
        """;

    private const string InFish = """
        source $argv[1]
        for line in $argv[2..-1]
          echo "== $line"
          complete -C$line
        end
        """;

    // Where nothing is offered PowerShell offers files: there is none.
    private const string InPowerShell = """
        $script, $lines = $args
        Set-Location -LiteralPath (New-Item -ItemType Directory "$script.empty")
        . $script
        foreach ($line in $lines) {
          "== $line"
          (TabExpansion2 $line $line.Length).CompletionMatches | ForEach-Object CompletionText
        }
        """;

    private static readonly (string Line, string Offered)[] Lines =
    [
        ("sock co", "completions connect"),
        ("sock echo", "echo-server"),
        ("sock connect --clo", "--close"),
        ("sock listen --max-cl", "--max-clients --max-clients-per-host"),
        ("sock connect --on-peer-close ", "auto finish quit"),
        ("sock connect h 1 --log-format j", "json"),
        ("sock listen 1 --fault res", "reset-after="),
        ("sock connect -o TCP_KEEPI", "TCP_KEEPIDLE= TCP_KEEPINTVL="),
        ("sock relay ex", "exec:"),
        ("sock connect tl", "tls+unix: tls://"),
        ("sock connect --timeout ", ""),
        ("sock completions ", "bash fish pwsh zsh"),
    ];

    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableTheory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Each_shell_offers_what_there_is(string shell)
    {
        const string Program = "sock listen 127.0.0.1:0 --exec -- python3";
        var offered = await OfferAsync(shell, [.. Lines.Select(row => row.Line), Program]);
        Assert.Equal(Lines.Select(row => $"{row.Line} => {row.Offered}"), Lines.Select(row => $"{row.Line} => {string.Join(' ', offered[row.Line])}"));
        Assert.Contains("python3", offered[Program]);
    }

    private async Task<Dictionary<string, string[]>> OfferAsync(string shell, string[] lines)
    {
        Tools.Require(shell);
        var script = folder["script.ps1"]; // PowerShell runs no other
        var asking = folder["ask.ps1"];
        await File.WriteAllTextAsync(asking, InPowerShell);
        await File.WriteAllBytesAsync(script, (await Sock.RunAsync($"completions {shell}")).Exits(0).Bytes);
        await using var answering = shell switch
        {
            "bash" => Tools.Start("bash", ["--norc", "--noprofile", "-c", InBash, "bash", script, .. lines]),
            "fish" => Tools.Start("fish", ["--no-config", "-c", InFish, script, .. lines]),
            "pwsh" => Tools.Start("pwsh", ["-NoProfile", "-NonInteractive", "-File", asking, script, .. lines]),
            _ => Tools.Start("python3", [Tools.PeerScript("zsh_completion.py"), script, .. lines]),
        };
        var run = await answering.ExitAsync();
        return run.Output.Split("== ", StringSplitOptions.RemoveEmptyEntries).Select(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(block => block[0], block => block.Skip(1).Select(word => word.Split('\t')[0]).Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
    }
}
