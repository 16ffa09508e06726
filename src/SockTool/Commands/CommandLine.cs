using System.CommandLine;
using System.CommandLine.Parsing;
using SockTool.Options;

namespace SockTool.Commands;

/// <summary>What the user asked for.</summary>
internal abstract record Invocation
{
    internal sealed record Version : Invocation;

    internal sealed record Help(SockCommand? Command, Prominence Detail) : Invocation;

    internal sealed record Run(IRun Bound) : Invocation;
}

/// <summary>Turns the arguments into an <see cref="Invocation"/>. Whatever is wrong with them leaves as a <see cref="UsageException"/>.</summary>
internal sealed class CommandLine(IReadOnlyList<SockCommand> commands, Messages messages)
{
    public const string HelpOption = "--help";
    public const string HelpAllOption = "--help-all";
    public const string VersionOption = "--version";
    private const string EndOfOptions = "--";

    private readonly ParserConfiguration configuration = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    public Invocation Read(IReadOnlyList<string> args)
    {
        if (args.FirstOrDefault(word => word.Contains('\uFFFD', StringComparison.Ordinal)) is { } broken)
        {
            // The framework puts U+FFFD in the place of bytes that are not UTF-8: what was meant is lost.
            throw new UsageException(messages.NotUnicode(broken));
        }

        if (args is [] or [HelpOption or "-h" or HelpAllOption, ..])
        {
            return new Invocation.Help(null, Prominence.Full);
        }

        if (args[0] == VersionOption)
        {
            return new Invocation.Version();
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
        if (words.Contains(VersionOption))
        {
            return new Invocation.Version();
        }

        if (words.Any(word => word is HelpOption or "-h" or HelpAllOption))
        {
            return new Invocation.Help(command, words.Contains(HelpAllOption) ? Prominence.Full : Prominence.Common);
        }

        RefuseMistakes(command, parsed, words);
        var binder = new Binder(parsed, messages);
        var address = parsed.GetValue(command.Address) ?? [];
        return new Invocation.Run(command.TakesCommand(binder)
            ? command.Bind(binder, address, rest is [] ? throw new UsageException(messages.NothingFollows) : rest ?? [])
            : command.Bind(binder, [.. address, .. rest ?? []], []));
    }

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
        Nearest.To(word, commands.Select(command => command.Name).Concat([HelpOption, HelpAllOption, VersionOption])) is { } near ? messages.DidYouMean($"sock {near}") : messages.SeeHelp("sock"));

    private UsageException UnknownOption(SockCommand command, string word)
    {
        var names = command.Options.SelectMany(option => option.Aliases.Append(option.Name)).Concat([HelpOption, HelpAllOption, VersionOption]);
        return new UsageException(
            messages.UnknownOption(word),
            Nearest.To(word, names) is { } near ? messages.DidYouMean(near) : messages.SeeHelp($"sock {command.Name}"));
    }
}
