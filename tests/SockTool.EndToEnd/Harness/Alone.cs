namespace SockTool.EndToEnd.Harness;

/// <summary>Tests that measure time or processor use: they share the machine with no other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
