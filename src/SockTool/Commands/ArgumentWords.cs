using System.CommandLine;

namespace SockTool.Commands;

/// <summary>
/// Puts what was typed into the form in which the parser cannot misread it: getopt(3)'s rules, by which the word after an
/// option that takes a value is that value, whatever it looks like, and short options may stand together.
/// </summary>
internal sealed class ArgumentWords(Command command, Messages messages)
{
    // Alone they mean what is usual. What follows is their value only behind "=", or where it is one of these words.
    private static readonly Dictionary<string, string[]> OptionalValues = new(StringComparer.Ordinal)
    {
        ["--show-options"] = [],
        ["--progress"] = ["auto", "always", "never"],
    };

    private readonly Dictionary<string, Option> options = command.Options
        .SelectMany(option => option.Aliases.Append(option.Name).Select(name => (name, option)))
        .ToDictionary(pair => pair.name, pair => pair.option, StringComparer.Ordinal);

    public static bool ValueIsOptional(string name) => OptionalValues.ContainsKey(name);

    public IEnumerable<string> Normalise(IEnumerable<string> words)
    {
        var rest = new Queue<string>(words);
        while (rest.TryDequeue(out var word))
        {
            var parts = word switch
            {
                ['-', '-', _, ..] => Long(word, rest),
                ['-', not '-', _, ..] => Short(word, rest),
                ['-', not '-'] => WithValue(word, null, rest),
                _ => [word],
            };
            foreach (var part in parts)
            {
                yield return part;
            }
        }
    }

    private IEnumerable<string> Long(string word, Queue<string> rest)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? WithValue(word, null, rest) : WithValue(word[..equals], word[(equals + 1)..], rest);
    }

    private IEnumerable<string> Short(string word, Queue<string> rest)
    {
        for (var i = 1; i < word.Length; i++)
        {
            var name = $"-{word[i]}";
            var attached = i + 1 < word.Length ? word[(i + 1)..].TrimStart('=') : null;
            if (!options.TryGetValue(name, out var option))
            {
                return [name];
            }

            if (TakesValue(option))
            {
                return [.. word[1..i].Select(flag => $"-{flag}"), .. WithValue(name, attached, rest)];
            }
        }

        return word[1..].Select(flag => $"-{flag}");
    }

    private IEnumerable<string> WithValue(string name, string? given, Queue<string> rest)
    {
        if (!options.TryGetValue(name, out var option))
        {
            return [name];
        }

        if (!TakesValue(option))
        {
            return given is null ? [name] : throw new UsageException(messages.TakesNoValue(name));
        }

        var isThere = rest.TryPeek(out var next) && (!OptionalValues.TryGetValue(name, out var words) || words.Contains(next, StringComparer.Ordinal));
        var value = given ?? (isThere ? rest.Dequeue() : ValueIsOptional(name) ? "" : null);
        return value switch
        {
            null => [name],
            ['-', ..] => [$"{name}={value}"],
            _ => [name, value],
        };
    }

    private static bool TakesValue(Option option) => option.Arity.MaximumNumberOfValues > 0;
}
