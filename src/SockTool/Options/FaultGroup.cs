using System.CommandLine;
using SockTool.Core.Endpoints;
using SockTool.Core.Transports.Faults;
using static SockTool.Options.Prominence;

namespace SockTool.Options;

/// <summary>A badly behaved peer on demand.</summary>
internal sealed class FaultGroup : OptionGroup
{
    public FaultGroup()
    {
        Fault = Values(Full, "KIND[=ARG]", "--fault");
        Seed = Value(Full, "N", "--seed");
    }

    public override string Name => "faults";

    public Option<string[]> Fault { get; }

    public Option<string?> Seed { get; }

    public FaultSettings Bind(Binder binder, Endpoint endpoint)
    {
        binder.Needs(Seed, Fault);
        var faults = new FaultSettings
        {
            All = [.. binder.Texts(Fault).Select(text => binder.Read<Fault>(Fault, text, FaultText.TryParse))],
            Seed = binder.Number(Seed, 0),
        };
        if (faults.Contradiction is var (one, other))
        {
            throw new UsageException(binder.Messages.NotBoth($"{Fault.Name} {one}", $"{Fault.Name} {other}"));
        }

        if (endpoint is UdpEndpoint && faults.All.FirstOrDefault(fault => !fault.FitsMessages) is { } unfit)
        {
            throw new UsageException(binder.Messages.NotBoth($"{Fault.Name} {unfit.Name}", endpoint.ToString()));
        }

        return faults;
    }

    /// <summary>Where nothing is said to clients, an option about what is said is in vain.</summary>
    public void Contradictions(Binder binder, params IReadOnlyList<Option> aboutSaying)
    {
        var mute = binder.Texts(Fault).FirstOrDefault(text => FaultText.TryParse(text, out var fault, out _) && fault.IsMute);
        if (mute is not null && aboutSaying.FirstOrDefault(binder.Has) is { } vain)
        {
            throw new UsageException(binder.Messages.NotBoth($"{Fault.Name} {mute}", vain.Name));
        }
    }
}
