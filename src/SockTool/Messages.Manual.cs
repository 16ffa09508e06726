namespace SockTool;

/// <summary>What the manual has a section of.</summary>
internal enum ManualSection
{
    Name,
    Synopsis,
    Description,
    Commands,
    Addresses,
    Options,
    ExitStatus,
    Environment,
    Files,
    Examples,
    SeeAlso,
}

/// <summary>The sentences of the manual, and of the help where it shows the same.</summary>
internal abstract partial class Messages
{
    /// <summary>The name of the volume in which the manual stands.</summary>
    public abstract string ManualVolume { get; }

    public abstract string SectionTitle(ManualSection section);

    /// <summary>What the tool is and what it promises, in paragraphs.</summary>
    public abstract IReadOnlyList<string> Description { get; }

    /// <summary>How endpoints are written, and what each form means.</summary>
    public abstract IReadOnlyList<(string Written, string Meaning)> Addresses { get; }

    /// <summary>The variables that are read, and those that programs get which we start.</summary>
    public abstract IReadOnlyList<(string Name, string Meaning)> Variables { get; }

    public abstract IReadOnlyList<(string Name, string Meaning)> Files { get; }

    /// <summary>What an exit code means, by the stable word of <see cref="ExitCodes.Table"/>.</summary>
    public abstract string ExitMeaning(string cause);

    /// <summary>Which commands take some options.</summary>
    public abstract string TakenBy(IReadOnlyList<string> commands);
}
