using System.Text;

namespace SockTool.Completions;

/// <summary>For fish: one complete(1) for each word and option.</summary>
internal static class FishCompletions
{
    public static string Render(CompletionModel model)
    {
        var text = new StringBuilder("""
            # Completions of sock for fish: put this file into ~/.config/fish/completions/sock.fish.
            # Made by: sock completions fish

            complete -c sock -f
            # What follows -- is a program and its arguments.
            complete -c sock -n 'contains -- -- (commandline -opc)' -F -a '(complete -C (commandline -ct))'

            """);
        foreach (var command in model.Commands)
        {
            text.Append($"complete -c sock -n __fish_use_subcommand -a {command.Name} -d {Quoted(command.Help)}\n");
        }

        foreach (var option in model.General)
        {
            text.Append($"complete -c sock{Names(option)} -d {Quoted(option.Help)}\n");
        }

        foreach (var command in model.Commands)
        {
            AppendCommand(text.Append('\n'), command);
        }

        return text.ToString();
    }

    private static void AppendCommand(StringBuilder text, CompletedCommand command)
    {
        var here = $"complete -c sock -n '__fish_seen_subcommand_from {command.Name}; and not contains -- -- (commandline -opc)'";
        foreach (var word in command.Words.Distinct())
        {
            text.Append(word.Source switch
            {
                CompletedFrom.Files => $"{here} -F\n",
                CompletedFrom.List => $"{here} -a {Quoted(string.Join(' ', word.Words))}\n",
                _ => "",
            });
        }

        foreach (var option in command.Options)
        {
            text.Append($"{here}{Names(option)}{Value(option)} -d {Quoted(option.Help)}\n");
        }
    }

    private static string Names(CompletedOption option) => $"{(option.Short is { } letter ? $" -s {letter[1..]}" : "")} -l {option.Name[2..]}";

    // complete(1): -r needs a value, -x the same and no files, -F files after all. Without any of them a value is one after "=".
    private static string Value(CompletedOption option) => (option.Use, option.Value.Source) switch
    {
        (ValueUse.None, _) => "",
        (ValueUse.Optional, _) => $" -a {Quoted(string.Join(' ', option.Value.Words))}",
        (_, CompletedFrom.Files) => " -r -F",
        (_, CompletedFrom.List) => $" -x -a {Quoted(string.Join(' ', option.Value.Words))}",
        _ => " -x",
    };

    private static string Quoted(string text) => $"'{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'";
}
