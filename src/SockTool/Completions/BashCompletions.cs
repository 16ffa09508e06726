using System.Text;

namespace SockTool.Completions;

/// <summary>For bash from 3.2 on, the one of macOS; without the package bash-completion.</summary>
internal static class BashCompletions
{
    public static string Render(CompletionModel model)
    {
        var text = new StringBuilder("""
            # Completions of sock for bash: put this file into ~/.local/share/bash-completion/completions/sock, or source it.
            # Made by: sock completions bash

            _sock_offer() {
              local word
              while IFS= read -r word; do
                COMPREPLY+=("$word")
              done < <(compgen -W "$1" -- "$cur")
              # What goes on has no space behind it; bash 3.2 cannot be told so.
              [[ ${COMPREPLY[0]-} != *[=:/] ]] || compopt -o nospace 2>/dev/null || :
              _sock_no_files
            }

            _sock_no_files() {
              compopt +o default 2>/dev/null || :
            }

            # Whether -- has been typed: what follows is a program, and its arguments, which may be files.
            _sock_after_dashes() {
              local i word
              for ((i = 2; i < COMP_CWORD; i++)); do
                [[ ${COMP_WORDS[i]} == -- ]] || continue
                if ((i == COMP_CWORD - 1)); then
                  while IFS= read -r word; do
                    COMPREPLY+=("$word")
                  done < <(compgen -c -- "$cur")
                fi
                return 0
              done
              return 1
            }

            _sock() {
              local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]-}
              COMPREPLY=()
              # bash takes --name=VALUE for three words.
              if [[ $cur == = ]]; then
                cur=''
              elif [[ $prev == = ]]; then
                prev=${COMP_WORDS[COMP_CWORD - 2]}
              fi


            """);
        text.Append($"""
              if ((COMP_CWORD == 1)); then
                _sock_offer '{Words([.. model.Commands.Select(command => command.Name), .. model.General.Select(option => option.Name)])}'
                return
              fi
              ! _sock_after_dashes || return 0


            """);
        AppendValues(text, model);
        AppendWords(text, model);
        return text.Append("""
              esac
            }

            complete -o default -F _sock sock

            """).ToString();
    }

    private static void AppendValues(StringBuilder text, CompletionModel model)
    {
        text.Append("  case $prev in\n");
        foreach (var same in model.Options.Where(option => option.Use != ValueUse.None).GroupBy(option => (option.Value.Source, Words(option.Value.Words), option.Use)))
        {
            // Where the value may be left out, it is one only after "=".
            var names = string.Join(" | ", same.SelectMany(option => option.Names));
            var offer = same.Key.Source switch
            {
                CompletedFrom.Files => "return",
                CompletedFrom.List => $"_sock_offer '{same.Key.Item2}'",
                _ => "_sock_no_files",
            };
            var condition = same.Key.Use == ValueUse.Optional ? "if [[ ${COMP_WORDS[COMP_CWORD]} == = || ${COMP_WORDS[COMP_CWORD - 1]} == = ]]; then\n        " : "";
            text.Append($"    {names})\n      {condition}{offer}");
            text.Append(offer == "return" ? "\n" : $"\n      {(condition.Length > 0 ? "  " : "")}return\n").Append(condition.Length > 0 ? "      fi\n" : "").Append("      ;;\n");
        }

        text.Append("  esac\n\n");
    }

    private static void AppendWords(StringBuilder text, CompletionModel model)
    {
        text.Append("  case $command,$cur in\n");
        foreach (var command in model.Commands)
        {
            text.Append($"    {command.Name},-*) _sock_offer '{Words([.. command.Options.Concat(model.General).SelectMany(option => option.Names)])}' ;;\n");
            if (command.Words.Any(word => word.Source == CompletedFrom.List))
            {
                text.Append($"    {command.Name},*)\n");
                text.Append(command.Words[0].Source == CompletedFrom.Files ? "      ((COMP_CWORD > 2)) || return 0\n" : "");
                text.Append($"      _sock_offer '{Words(command.Words[^1].Words)}'\n      ;;\n");
            }
        }
    }

    private static string Words(IReadOnlyList<string> words) => string.Join(' ', words);
}
