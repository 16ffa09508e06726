using System.CommandLine;
using SockTool.Completions;
using SockTool.Core.Transports.Faults;
using SockTool.Core.Transports.SocketOptions;
using SockTool.Options;

namespace SockTool.Commands;

/// <summary>The commands as a shell completes them, from the model that the help is made of.</summary>
internal static class CompletionModels
{
    private static readonly string[] Dialled = ["tcp://", "udp://", "tls://", "ws://", "wss://", "unix:", "tls+unix:", "fd:"];

    public static CompletionModel Of(IReadOnlyList<SockCommand> commands, Messages messages) => new(
        [.. commands.Select(command => Of(command, messages))],
        [.. CommandLine.GeneralOptions.Select(option => new CompletedOption(option.Name, option.Short, messages.OptionHelp(option.Name), ValueUse.None, Completed.Nothing))]);

    private static CompletedCommand Of(SockCommand command, Messages messages) => new(
        command.Name,
        messages.CommandHelp(command.Name),
        command.Words,
        [.. command.Groups.SelectMany(group => group.Options).Where(described => described.Prominence != Prominence.Vain).Select(described => Of(described.Option, messages))]);

    private static CompletedOption Of(Option option, Messages messages) => new(
        option.Name,
        option.Aliases.FirstOrDefault(name => name.Length == 2),
        messages.OptionHelp(option.Name),
        option.HelpName is null ? ValueUse.None : ArgumentWords.ValueIsOptional(option.Name) ? ValueUse.Optional : ValueUse.Needed,
        ValuesOf(option.HelpName ?? ""))
    {
        ValueName = option.HelpName ?? "",
        Repeats = option.Name == "--verbose" || option.Arity.MaximumNumberOfValues > 1,
    };

    /// <summary>What an address begins with.</summary>
    public static Completed Addresses(params IReadOnlyList<string> more) => Completed.Of([.. Dialled, .. more]);

    // The help's own name of a value says what it may be; lower case stands for itself.
    private static Completed ValuesOf(string name) => name switch
    {
        "FILE" => Completed.Files,
        "NAME=VALUE" => Completed.Of([.. SocketOptionCatalog.All.Where(entry => !entry.IsReadOnly).Select(entry => $"{entry.Name}=")]),
        "NAMES" => Completed.Of([.. SocketOptionCatalog.All.Select(entry => entry.Name)]),
        "KIND[=ARG]" => Completed.Of([.. FaultText.Names.Select(fault => FaultText.TryParse(fault, out _, out _) ? fault : $"{fault}=")]),
        "URL" => Completed.Of("socks5://", "socks4://", "http://"),
        "sha256:HEX" => Completed.Of("sha256:"),
        _ when name.Split('|').Where(IsWord).ToArray() is [_, ..] words => Completed.Of(words),
        _ => Completed.Nothing,
    };

    private static bool IsWord(string text) => text.Length > 0 && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '-');
}
