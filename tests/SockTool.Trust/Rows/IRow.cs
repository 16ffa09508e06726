using SockTool.Trust.Contenders;
using SockTool.Trust.Stages;

namespace SockTool.Trust.Rows;

/// <summary>A line of the scoreboard: one way to try to break the promise.</summary>
internal interface IRow
{
    string Name { get; }

    /// <summary>How many trials run beside each other: one where time or memory is measured, more where they mostly wait.</summary>
    int Together => Math.Max(2, Environment.ProcessorCount);

    /// <summary>Nothing for a tool that cannot do it.</summary>
    IEnumerable<Trial> Trials(Stage stage, Tool tool);
}

/// <summary>One attempt; its accidents come from the dice alone.</summary>
internal sealed record Trial(string Name, Func<Random, Task<Outcome>> RunAsync);

/// <summary>What became of a trial.</summary>
internal sealed record Result(Tool Tool, string Trial, Outcome Outcome);

internal sealed record Outcome(Standing Standing, string Why)
{
    public static readonly Outcome Held = new(Standing.Held, "");

    public static Outcome Broken(string why) => new(Standing.Broken, why);
}

internal enum Standing
{
    /// <summary>Ours: as promised. A peer: its exit status told the truth.</summary>
    Held,

    /// <summary>A peer that came to no end, or to none that can be judged; of ours that is broken.</summary>
    Hung,

    Broken,

    /// <summary>This machine does not let us try.</summary>
    NotPermitted,
}

internal sealed class NotPermittedException(string why) : Exception(why);
