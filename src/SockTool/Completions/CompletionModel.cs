namespace SockTool.Completions;

/// <summary>What a shell can offer of the whole tool.</summary>
internal sealed record CompletionModel(IReadOnlyList<CompletedCommand> Commands, IReadOnlyList<CompletedOption> General)
{
    /// <summary>Every option of every command once: a name means the same everywhere.</summary>
    public IEnumerable<CompletedOption> Options => Commands.SelectMany(command => command.Options).Concat(General).DistinctBy(option => option.Name, StringComparer.Ordinal);
}

/// <param name="Name">What is typed after <c>sock</c>.</param>
/// <param name="Help">One sentence.</param>
/// <param name="Words">What its words may be, one after the other; the last one repeats.</param>
/// <param name="Options">Its own options.</param>
internal sealed record CompletedCommand(string Name, string Help, IReadOnlyList<Completed> Words, IReadOnlyList<CompletedOption> Options);

/// <param name="Name">With its dashes.</param>
/// <param name="Short">Its other name of one letter, with the dash, or null.</param>
/// <param name="Help">One sentence.</param>
/// <param name="Use">How its value stands beside it.</param>
/// <param name="Value">What the value may be.</param>
internal sealed record CompletedOption(string Name, string? Short, string Help, ValueUse Use, Completed Value)
{
    /// <summary>As the help names the value.</summary>
    public string ValueName { get; init; } = "";

    /// <summary>Whether it may be given more than once.</summary>
    public bool Repeats { get; init; }

    public IReadOnlyList<string> Names => Short is null ? [Name] : [Short, Name];
}

/// <summary>How an option's value stands beside it.</summary>
internal enum ValueUse
{
    None,

    /// <summary><c>--name VALUE</c> or <c>--name=VALUE</c>.</summary>
    Needed,

    /// <summary><c>--name</c> or <c>--name=VALUE</c>.</summary>
    Optional,
}

/// <summary>What can be offered for a word.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Words">The words, where they are known here; those that end in <c>=</c>, <c>:</c> or <c>/</c> go on.</param>
internal sealed record Completed(CompletedFrom Source, IReadOnlyList<string> Words)
{
    public static Completed Nothing { get; } = new(CompletedFrom.Nowhere, []);

    public static Completed Files { get; } = new(CompletedFrom.Files, []);

    public static Completed Of(params IReadOnlyList<string> words) => new(CompletedFrom.List, words);

    /// <summary>Whether more has to be typed after the word.</summary>
    public static bool GoesOn(string word) => word[^1] is '=' or ':' or '/';
}

internal enum CompletedFrom
{
    Nowhere,
    List,
    Files,
}
