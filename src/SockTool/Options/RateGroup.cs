using System.CommandLine;
using SockTool.Core.Connections;
using static SockTool.Options.Prominence;

namespace SockTool.Options;

/// <summary>How fast bytes may pass.</summary>
internal sealed class RateGroup : OptionGroup
{
    public RateGroup() => Rate = Value(Full, "SIZE", "--rate");

    public override string Name => "rate";

    public Option<string?> Rate { get; }

    /// <summary>Bytes a second, each way; null for no limit.</summary>
    public long? Bind(Binder binder) => binder.Size(Rate, 1, TokenBucket.MostRate);
}
