using System.Text.RegularExpressions;

namespace SockTool.Tests;

/// <summary>What a shell makes of a line, as far as documentation goes (POSIX.1-2024, Shell Command Language, 2.2 and 2.7).</summary>
internal static partial class ShellWords
{
    /// <summary>The words after the name of every command of <paramref name="line"/> that the shell itself would start as <c>sock</c>.</summary>
    public static IEnumerable<string[]> OfSock(string line) =>
        from command in Commands(line)
        let at = command.IndexOf("sock")
        where at >= 0
        select command.Skip(at + 1).ToArray();

    private static List<List<string>> Commands(string line)
    {
        List<List<string>> commands = [[]];
        var word = "";
        var (hasWord, isFile) = (false, false);
        foreach (Match token in Token().Matches($"{line} "))
        {
            if (token.Groups["part"] is { Success: true, Value: var part })
            {
                (hasWord, word) = (true, word + (part[0] is '\'' or '"' ? part[1..^1] : part));
                continue;
            }

            // What a redirection names is no word of the command.
            if (hasWord && !isFile)
            {
                commands[^1].Add(word);
            }

            isFile &= !hasWord;
            (hasWord, word) = (false, "");
            if (token.Groups["separator"].Success)
            {
                commands.Add([]);
            }

            isFile |= token.Groups["redirection"].Success && !char.IsDigit(token.Value[^1]);
            if (token.Groups["comment"].Success)
            {
                break;
            }
        }

        return commands;
    }

    [GeneratedRegex("""(?<redirection>\d*[<>](&\d+)?)|(?<separator>[|;&]+)|(?<comment>\#.*)|(?<part>'[^']*'|"\$\([^)]*\)"|"[^"]*"|[^\s|;&<>'"]+)|\s+""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
