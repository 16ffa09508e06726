using System.Text;

namespace SockTool.Completions;

/// <summary>For zsh: a function of compsys (zshcompsys(1)), one _arguments for each command.</summary>
internal static class ZshCompletions
{
    public static string Render(CompletionModel model)
    {
        var text = new StringBuilder("""
            #compdef sock
            # Completions of sock for zsh: put this file as _sock into a folder of $fpath.
            # Made by: sock completions zsh

            _sock() {
              local curcontext=$curcontext state line ret=1
              local -a ours # not "commands", which is zsh's own table of programs
              ours=(

            """);
        foreach (var command in model.Commands)
        {
            text.Append($"    {Quoted($"{command.Name}:{command.Help}")}\n");
        }

        text.Append("  )\n  _arguments -C -S");
        foreach (var option in model.General)
        {
            text.Append($" \\\n    {Specification(option)}");
        }

        text.Append("""
             \
                '1: :->command' \
                '*:: :->rest' && ret=0
              case $state in
                command) _describe -t commands command ours && ret=0 ;;
                rest)
                  # What follows -- is a program and its arguments.
                  if (( ${words[(i)--]} < CURRENT )); then
                    (( CURRENT -= ${words[(i)--]} ))
                    words=("${(@)words[${words[(i)--]} + 1, -1]}")
                    _normal && ret=0
                    return ret
                  fi
                  curcontext=${curcontext%:*:*}:sock-$words[1]:
                  case $words[1] in

            """);
        foreach (var command in model.Commands)
        {
            text.Append($"        {command.Name})\n          _arguments -S -s");
            foreach (var option in command.Options.Concat(model.General))
            {
                text.Append($" \\\n            {Specification(option)}");
            }

            for (var i = 0; i < command.Words.Count; i++)
            {
                var position = i == command.Words.Count - 1 ? "*" : $"{i + 1}";
                text.Append($" \\\n            {Quoted($"{position}:{(command.Words[i].Source == CompletedFrom.Files ? "file" : "address")}:{Action(command.Words[i])}")}");
            }

            text.Append(" && ret=0\n          ;;\n");
        }

        return text.Append("""
                  esac
                  ;;
              esac
              return ret
            }

            if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
              _sock "$@"
            else
              compdef _sock sock
            fi

            """).ToString();
    }

    /// <summary>An option as _arguments wants it; the names that exclude each other stand in front.</summary>
    private static string Specification(CompletedOption option)
    {
        var (stars, excluded) = option.Repeats ? ("*", "") : ("", $"({string.Join(' ', option.Names)})");
        var value = option.Use == ValueUse.None ? "" : $"{(option.Use == ValueUse.Optional ? "::" : ":")}{Escaped(option.ValueName)}:{Action(option.Value)}";
        var help = $"[{Escaped(option.Help)}]{value}";
        return string.Join(' ', option.Names.Select(name => Quoted($"{excluded}{stars}{Separated(name, option.Use)}{help}")));
    }

    // "-o" takes its value from the same word or the next, "--option" after "=" too (zshcompsys(1): "optname+", "optname=").
    private static string Separated(string name, ValueUse use) => use switch
    {
        ValueUse.None => name,
        ValueUse.Optional => $"{name}=-",
        _ => name.StartsWith("--", StringComparison.Ordinal) ? $"{name}=" : $"{name}+",
    };

    private static string Action(Completed value) => value.Source switch
    {
        CompletedFrom.Files => "_files",
        CompletedFrom.List when value.Words.Any(Completed.GoesOn) => $"compadd -S \"\" -- {string.Join(' ', value.Words.Select(Escaped))}",
        CompletedFrom.List => $"({string.Join(' ', value.Words.Select(Escaped))})",
        _ => " ",
    };

    private static string Escaped(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace(":", @"\:", StringComparison.Ordinal)
        .Replace("[", @"\[", StringComparison.Ordinal).Replace("]", @"\]", StringComparison.Ordinal);

    private static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
