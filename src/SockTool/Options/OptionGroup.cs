using System.CommandLine;

namespace SockTool.Options;

/// <summary>How prominent an option is in the help.</summary>
internal enum Prominence
{
    Common,
    Full,

    /// <summary>Taken, and of no effect: only the whole help tells of it.</summary>
    Vain,
}

/// <summary>An option as the help knows it.</summary>
internal sealed record DescribedOption(Option Option, Prominence Prominence);

/// <summary>Options that belong together: a section of the help and one settings record.</summary>
/// <remarks>Values stay text here; <see cref="Binder"/> reads them, so that every message is ours and names the bad part.</remarks>
internal abstract class OptionGroup
{
    private readonly List<DescribedOption> options = [];

    /// <summary>The group's stable name, by which its title is found in every language.</summary>
    public abstract string Name { get; }

    public IReadOnlyList<DescribedOption> Options => options;

    /// <summary>The first of them that was typed; null for none.</summary>
    public Option? FirstGiven(Binder binder) => options.Select(described => described.Option).FirstOrDefault(binder.Has);

    /// <summary>The first of <paramref name="groups"/> and <paramref name="others"/> that was typed; null for none.</summary>
    public static Option? FirstGiven(Binder binder, IEnumerable<Option> others, IEnumerable<OptionGroup> groups) =>
        groups.Select(group => group.FirstGiven(binder)).OfType<Option>().Concat(others.Where(binder.Has)).FirstOrDefault();

    protected Option<bool> Flag(Prominence prominence, string name, params string[] aliases) =>
        Add(prominence, new Option<bool>(name, aliases) { Arity = ArgumentArity.Zero });

    protected Option<string?> Value(Prominence prominence, string valueName, string name, params string[] aliases) =>
        Add(prominence, new Option<string?>(name, aliases) { HelpName = valueName, Arity = ArgumentArity.ExactlyOne });

    protected Option<string[]> Values(Prominence prominence, string valueName, string name, params string[] aliases) =>
        Add(prominence, new Option<string[]>(name, aliases) { HelpName = valueName, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false });

    private T Add<T>(Prominence prominence, T option)
        where T : Option
    {
        options.Add(new DescribedOption(option, prominence));
        return option;
    }
}
