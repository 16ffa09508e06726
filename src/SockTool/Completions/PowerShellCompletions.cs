using System.Text;

namespace SockTool.Completions;

/// <summary>For PowerShell from 5.1 on: a native argument completer over tables. Its hash tables take no heed of case, so short options are pairs.</summary>
internal static class PowerShellCompletions
{
    public static string Render(CompletionModel model)
    {
        var text = new StringBuilder("""
            # Completions of sock for PowerShell: dot-source this file in $PROFILE.
            # Made by: sock completions pwsh

            Register-ArgumentCompleter -Native -CommandName sock -ScriptBlock {
                param($wordToComplete, $commandAst, $cursorPosition)

                # A command: its name, its sentence, what its words may be.
                $commands = @(

            """);
        foreach (var command in model.Commands)
        {
            var words = command.Words.LastOrDefault(word => word.Source == CompletedFrom.List)?.Words ?? [];
            text.Append($"        , @({Quoted(command.Name)}, {Quoted(command.Help)}, {Quoted(string.Join(' ', words))})\n");
        }

        text.Append("""
                )

                # An option: its names, its sentence, how its value stands (none, needed, optional), what it may be (* is a file), the commands that have it.
                $options = @(

            """);
        foreach (var option in model.Options)
        {
            var owners = model.General.Contains(option) ? "*" : string.Join(' ', model.Commands.Where(command => command.Options.Any(one => one.Name == option.Name)).Select(command => command.Name));
            var value = option.Value.Source == CompletedFrom.Files ? "*" : string.Join(' ', option.Value.Words);
            text.Append($"        , @({Quoted(string.Join(' ', option.Names))}, {Quoted(option.Help)}, {Quoted(option.Use.ToString().ToLowerInvariant())}, {Quoted(value)}, {Quoted(owners)})\n");
        }

        return text.Append("""
                )

                function Offer([string]$word, [string]$tip, [string]$before = '') {
                    if ($word.StartsWith($sought, [StringComparison]::Ordinal)) {
                        [System.Management.Automation.CompletionResult]::new($before + $word, $word, 'ParameterValue', $tip)
                    }
                }

                $typed = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.Extent.Text })
                $sought = $wordToComplete
                if ($typed.Count -le 1) {
                    foreach ($command in $commands) { Offer $command[0] $command[1] }
                    foreach ($option in $options) {
                        if ($option[4] -eq '*') { foreach ($name in $option[0].Split(' ')) { Offer $name $option[1] } }
                    }
                    return
                }
                $before = $typed[-1]
                if ($typed -ccontains '--') {
                    # What follows is a program and its arguments.
                    if ($before -ceq '--') { [System.Management.Automation.CompletionCompleters]::CompleteCommand($wordToComplete) }
                    return
                }

                $mine = @($options | Where-Object { $_[4] -eq '*' -or $_[4].Split(' ') -ccontains $typed[1] })
                if ($wordToComplete -cmatch '^(--[a-z0-9-]+=)(.*)$') {
                    $before, $sought = $Matches[1].TrimEnd('='), $Matches[2]
                }
                foreach ($option in $mine) {
                    $names = $option[0].Split(' ')
                    $inPlace = $before -cne $typed[-1]
                    if ($names -ccontains $before -and ($option[2] -eq 'needed' -or ($option[2] -eq 'optional' -and $inPlace))) {
                        if ($option[3] -ne '*' -and $option[3]) {
                            $prefix = if ($inPlace) { "$before=" } else { '' }
                            foreach ($word in $option[3].Split(' ')) { Offer $word $option[1] $prefix }
                        }
                        return
                    }
                }

                if ($wordToComplete.StartsWith('-')) {
                    foreach ($option in $mine) { foreach ($name in $option[0].Split(' ')) { Offer $name $option[1] } }
                    return
                }
                foreach ($command in $commands) {
                    if ($command[0] -ceq $typed[1] -and $command[2]) {
                        foreach ($word in $command[2].Split(' ')) { Offer $word $command[1] }
                    }
                }
            }

            """).ToString();
    }

    // 5.1 takes a script for the code page's: ASCII is the same in all of them.
    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal).Replace("…", "...", StringComparison.Ordinal)}'";
}
