using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using SockTool.Core.Endpoints;
using SockTool.Core.Values;

namespace SockTool.Options;

/// <summary>Reads the text of options into values. What cannot be read is the user's mistake, told with the option's name.</summary>
internal sealed class Binder(ParseResult parsed, Messages messages)
{
    private const string StandardStream = "-";

    internal delegate bool Reader<T>(string text, [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out ParseProblem? problem);

    public Messages Messages => messages;

    /// <summary>The command with the words of its address, as they were typed, and without its options. Safe for a terminal.</summary>
    public string CommandAndAddress => string.Join(' ', parsed.CommandResult.Tokens.Select(token => token.Value).Prepend(parsed.CommandResult.Command.Name).Select(EscapedText.Printable));

    public bool Has(Option option) => parsed.GetResult(option) is { Implicit: false };

    public int Count(Option option) => parsed.GetResult(option)?.IdentifierTokenCount ?? 0;

    public string? Text(Option<string?> option) => parsed.GetValue(option);

    /// <summary>A file where a standard stream can stand too, which <c>-</c> is; null for that.</summary>
    public string? FileOrStream(Option<string?> option) => IsStream(option) ? null : FileName(option);

    public bool IsStream(Option<string?> option) => Text(option) == StandardStream;

    /// <summary>A file, for which no standard stream can stand.</summary>
    public string? FileName(Option<string?> option) => Text(option) is { } name ? FileName(option.Name, name) : null;

    public IReadOnlyList<string> FileNames(Option<string[]> option) => [.. Texts(option).Select(name => FileName(option.Name, name))];

    /// <summary>A program with its arguments, as they follow <c>--</c>.</summary>
    public IReadOnlyList<string> Program(string option, IReadOnlyList<string> words) => words is ["", ..] ? throw new UsageException(messages.EmptyProgram(option)) : words;

    public IReadOnlyList<string> Texts(Option<string[]> option) => parsed.GetValue(option) ?? [];

    /// <summary>The values of two repeatable options in the order in which they were typed.</summary>
    public IEnumerable<(Option<string[]> Option, string Text)> InOrder(Option<string[]> one, Option<string[]> other) => parsed.Tokens
        .Zip(parsed.Tokens.Skip(1))
        .Where(pair => pair.First.Type == TokenType.Option && pair.Second.Type == TokenType.Argument)
        .Where(pair => pair.First.Value == one.Name || pair.First.Value == other.Name)
        .Select(pair => (pair.First.Value == one.Name ? one : other, pair.Second.Value));

    public TimeSpan? Duration(Option<string?> option) =>
        Text(option) is { } text ? DurationText.TryParse(text, out var value, out var problem) ? value : throw Wrong(option, problem) : null;

    /// <summary>A duration that 0 is none of: in no time nothing happens.</summary>
    public TimeSpan? LongerThanNothing(Option<string?> option) => Duration(option) is { } duration
        ? duration != TimeSpan.Zero ? duration : throw new UsageException(messages.NeedsTime(option.Name))
        : null;

    public long? Size(Option<string?> option) =>
        Text(option) is { } text ? SizeText.TryParse(text, out var value, out var problem) ? value : throw Wrong(option, problem) : null;

    /// <summary>A size that must lie between two bounds, both included.</summary>
    public long? Size(Option<string?> option, long least, long most) =>
        Size(option) is { } size ? size >= least && size <= most ? size : throw new UsageException(messages.OutOfRange(option.Name, Text(option)!, least, most)) : null;

    /// <summary>A whole number between two bounds, both included.</summary>
    public int? Number(Option<string?> option, int least, int most = int.MaxValue)
    {
        if (Text(option) is not { } text)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? (int)number
            : throw new UsageException(messages.OutOfRange(option.Name, text, least, most));
    }

    public T Read<T>(Option option, string text, Reader<T> reader) => reader(text, out var value, out var problem) ? value : throw Wrong(option, problem);

    /// <summary>One of a few words; the default where the option is not given.</summary>
    public T OneOf<T>(Option<string?> option, T otherwise, params (string Word, T Value)[] choices)
    {
        if (Text(option) is not { } text)
        {
            return otherwise;
        }

        foreach (var choice in choices)
        {
            if (choice.Word == text)
            {
                return choice.Value;
            }
        }

        throw new UsageException(messages.NotOneOf(option.Name, text, [.. choices.Select(choice => choice.Word)]));
    }

    /// <summary>Refuses two options that contradict each other.</summary>
    public void NotBoth(Option one, Option other)
    {
        if (Has(one) && Has(other))
        {
            throw new UsageException(messages.NotBoth(one.Name, other.Name));
        }
    }

    /// <summary>Refuses an option that says nothing without another.</summary>
    public void Needs(Option option, Option other)
    {
        if (Has(option) && !Has(other))
        {
            throw new UsageException(messages.Needs(option.Name, other.Name));
        }
    }

    /// <summary>The same for a word that is no option.</summary>
    public string FileName(string what, string name) => name switch
    {
        "" => throw new UsageException(messages.EmptyFileName(what)),
        StandardStream => throw new UsageException(messages.StreamForFile(what), messages.StreamForFileHint),
        _ => name,
    };

    public UsageException Wrong(Option option, ParseProblem problem) => new(messages.WrongValue(option.Name, problem), messages.HintFor(problem));
}
