using System.CommandLine;
using SockTool.Core.Sessions;
using static SockTool.Options.Prominence;

namespace SockTool.Options;

/// <summary>What a probe waits for, and for how long; null for one look.</summary>
internal sealed record ProbeWait(ProbeWish Wish, TimeSpan Limit);

/// <summary>How rows are printed.</summary>
internal enum RowFormat
{
    Text,
    Json,
}

internal sealed class ProbeGroup : OptionGroup
{
    public ProbeGroup()
    {
        Limit = Value(Common, "D", "--timeout", "-t");
        Wait = Value(Common, "D", "--wait");
        WaitClosed = Value(Common, "D", "--wait-closed");
        Banner = Flag(Common, "--banner");
        Json = Flag(Common, "--json");
    }

    public override string Name => "probe";

    public Option<string?> Limit { get; }

    public Option<string?> Wait { get; }

    public Option<string?> WaitClosed { get; }

    public Option<bool> Banner { get; }

    public Option<bool> Json { get; }

    public ProbeSettings Bind(Binder binder)
    {
        var usual = new ProbeSettings();
        return usual with { Limit = binder.LongerThanNothing(Limit) ?? usual.Limit, Banner = binder.Has(Banner) };
    }

    public ProbeWait? BindWait(Binder binder)
    {
        binder.NotBoth(Wait, WaitClosed);
        return binder.Duration(Wait) is { } forOpen ? new ProbeWait(ProbeWish.Open, forOpen)
            : binder.Duration(WaitClosed) is { } forClosed ? new ProbeWait(ProbeWish.Closed, forClosed)
            : null;
    }

    public RowFormat BindFormat(Binder binder) => binder.Has(Json) ? RowFormat.Json : RowFormat.Text;
}
