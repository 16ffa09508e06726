using System.CommandLine;
using SockTool.Core.Replays;
using SockTool.Core.SessionFiles;
using static SockTool.Options.Prominence;

namespace SockTool.Options;

/// <summary>What is done with a session file.</summary>
internal sealed record ReplaySettings
{
    public required string File { get; init; }

    /// <summary>Who is played; the other one is verified.</summary>
    public Side Played { get; init; }

    public IReadOnlyList<Mask> Masks { get; init; } = [];

    /// <summary>The file is rewritten with what came.</summary>
    public bool Updates { get; init; }

    /// <summary>How long the other side may take for a step.</summary>
    public TimeSpan StepLimit { get; init; } = PlaySettings.UsualLimit;
}

internal sealed class ReplayGroup : OptionGroup
{
    public ReplayGroup()
    {
        As = Value(Common, "client|server", "--as");
        Mask = Values(Common, "REGEX=NAME", "--mask");
        Update = Flag(Common, "--update");
    }

    public override string Name => "replay";

    public Option<string?> As { get; }

    public Option<string[]> Mask { get; }

    public Option<bool> Update { get; }

    public ReplaySettings Bind(Binder binder, string file) => new()
    {
        File = binder.FileName("FILE", file),
        Played = binder.OneOf(As, Side.Client, ("client", Side.Client), ("server", Side.Server)),
        Masks = [.. binder.Texts(Mask).Select(text => MaskOf(binder, text))],
        Updates = binder.Has(Update),
    };

    // The name has no equals sign; an expression may.
    private Mask MaskOf(Binder binder, string text)
    {
        var at = text.LastIndexOf('=');
        return at <= 0 ? throw new UsageException(binder.Messages.MaskMalformed(Mask.Name, text), binder.Messages.MaskHint)
            : BytePattern.TryCreate(text[..at], out var pattern, out var problem) ? new Mask(pattern, text[(at + 1)..])
            : throw new UsageException(binder.Messages.MaskMalformed(Mask.Name, text, problem), binder.Messages.MaskHint);
    }
}
