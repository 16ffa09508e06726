namespace SockTool;

/// <summary>The names of this side's ends, as failures have them in every language: a translation knows them from here.</summary>
internal static class OurEnds
{
    public const string Input = "standard input";

    public const string Output = "standard output";

    public const string Streams = "standard streams";

    public const string Conversation = "conversation";

    private const string Numbered = "descriptor ";

    public static string Descriptor(int number) => $"{Numbered}{number}";

    /// <summary>The number in the name of a descriptor; null where <paramref name="name"/> is of something else.</summary>
    public static string? NumberIn(string name) => name.StartsWith(Numbered, StringComparison.Ordinal) ? name[Numbered.Length..] : null;
}
