using System.CommandLine;
using System.CommandLine.Parsing;
using SockTool.Options;

namespace SockTool.Commands;

/// <summary>What the user asked for.</summary>
internal abstract record Invocation
{
    internal sealed record Version : Invocation;

    internal sealed record Manual : Invocation;

    internal sealed record Help(SockCommand? Command, Prominence Detail) : Invocation;

    internal sealed record Run(IRun Bound) : Invocation;
}

/// <summary>Turns the arguments into an <see cref="Invocation"/>. Whatever is wrong with them leaves as a <see cref="UsageException"/>.</summary>
internal sealed class CommandLine(IReadOnlyList<SockCommand> commands, Messages messages)
{
    public const string HelpOption = "--help";
    public const string HelpAllOption = "--help-all";
    public const string HelpManualOption = "--help-man";
    public const string VersionOption = "--version";
    private const string EndOfOptions = "--";

    /// <summary>What works with every command and with none.</summary>
    public static readonly IReadOnlyList<(string Name, string? Short, Prominence Prominence)> GeneralOptions =
        [(HelpOption, "-h", Prominence.Common), (HelpAllOption, null, Prominence.Common), (HelpManualOption, null, Prominence.Full), (VersionOption, null, Prominence.Common)];

    private readonly ParserConfiguration configuration = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    public Invocation Read(IReadOnlyList<string> args)
    {
        if (args.FirstOrDefault(word => word.Contains('\uFFFD', StringComparison.Ordinal)) is { } broken)
        {
            // The framework puts U+FFFD in the place of bytes that are not UTF-8: what was meant is lost.
            throw new UsageException(messages.NotUnicode(broken));
        }

        if (args is [])
        {
            return new Invocation.Help(null, Prominence.Common);
        }

        if (Asked([args[0]], null) is { } asked)
        {
            return asked;
        }

        var command = commands.FirstOrDefault(one => one.Name == args[0]) ?? throw UnknownCommand(args[0]);
        return Read(command, args.Skip(1).TakeWhile(word => word != EndOfOptions), args.Contains(EndOfOptions, StringComparer.Ordinal) ? [.. args.Skip(1).SkipWhile(word => word != EndOfOptions).Skip(1)] : null);
    }

    /// <param name="command">What to run.</param>
    /// <param name="before">The words before <c>--</c>.</param>
    /// <param name="rest">Those after it; null where it was not typed.</param>
    private Invocation Read(SockCommand command, IEnumerable<string> before, IReadOnlyList<string>? rest)
    {
        var parsed = command.Parse([.. new ArgumentWords(command, messages).Normalise(before)], configuration);
        string[] words = [.. parsed.CommandResult.GetResult(command.Address)?.Tokens.Select(token => token.Value) ?? [], .. parsed.UnmatchedTokens];
        if (Asked(words, command) is { } asked)
        {
            return asked;
        }

        RefuseMistakes(command, parsed, words);
        var binder = new Binder(parsed, messages);
        var address = parsed.GetValue(command.Address) ?? [];
        return new Invocation.Run(command.TakesCommand(binder)
            ? command.Bind(binder, address, rest is [] ? throw new UsageException(messages.NothingFollows) : rest ?? [])
            : command.Bind(binder, [.. address, .. rest ?? []], []));
    }

    /// <summary>What is to be printed and not run, if anything.</summary>
    private static Invocation? Asked(IReadOnlyList<string> words, SockCommand? command) =>
        words.Contains(VersionOption, StringComparer.Ordinal) ? new Invocation.Version()
        : words.Contains(HelpManualOption, StringComparer.Ordinal) ? new Invocation.Manual()
        : words.Contains(HelpAllOption, StringComparer.Ordinal) ? new Invocation.Help(command, Prominence.Full)
        : words.Any(word => word is HelpOption or "-h") ? new Invocation.Help(command, Prominence.Common)
        : null;

    private void RefuseMistakes(SockCommand command, ParseResult parsed, IReadOnlyList<string> words)
    {
        if (words.FirstOrDefault(word => word.StartsWith('-') && word != "-") is { } unknown)
        {
            throw UnknownOption(command, unknown);
        }

        foreach (var option in command.Options)
        {
            switch (parsed.GetResult(option))
            {
                case { Implicit: false, Tokens.Count: 0 } when option.Arity.MinimumNumberOfValues > 0:
                    throw new UsageException(messages.ValueMissing(option.Name), messages.SeeHelp($"sock {command.Name}"));
                case { IdentifierTokenCount: > 1 } when option.Arity is { MinimumNumberOfValues: 1, MaximumNumberOfValues: 1 }:
                    throw new UsageException(messages.GivenTwice(option.Name));
            }
        }

        if (parsed.Errors is [var first, ..])
        {
            throw new UsageException(first.Message);
        }
    }

    private UsageException UnknownCommand(string word) => new(
        word.StartsWith('-') ? messages.UnknownOption(word) : messages.UnknownCommand(word),
        Nearest.To(word, commands.Select(command => command.Name).Concat(GeneralOptions.Select(option => option.Name))) is { } near ? messages.DidYouMean($"sock {near}") : messages.SeeHelp("sock"));

    private UsageException UnknownOption(SockCommand command, string word)
    {
        var others = commands.Where(other => other.Groups.SelectMany(group => group.Options).Any(one => one.Option.Name == word && one.Prominence != Prominence.Vain)).Select(other => other.Name).ToList();
        if (others is [_, ..])
        {
            return new UsageException(messages.UnknownOption(word), messages.OptionOf(word, others));
        }

        var names = command.Options.SelectMany(option => option.Aliases.Append(option.Name)).Concat(GeneralOptions.Select(option => option.Name));
        return new UsageException(
            messages.UnknownOption(word),
            Nearest.To(word, names) is { } near ? messages.DidYouMean(near) : messages.SeeHelp($"sock {command.Name}"));
    }
}
