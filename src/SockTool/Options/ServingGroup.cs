using System.CommandLine;
using static SockTool.Options.Prominence;

namespace SockTool.Options;

/// <summary>How a server serves.</summary>
internal sealed record ServingSettings
{
    /// <summary>Sessions in all.</summary>
    public int Clients { get; init; } = 1;

    /// <summary>Sessions at the same time.</summary>
    public int MaxClients { get; init; } = int.MaxValue;

    /// <summary>Of those, with one address.</summary>
    public int MaxClientsPerHost { get; init; } = int.MaxValue;

    /// <summary>How long sessions may go on after a signal.</summary>
    public TimeSpan Grace { get; init; }

    public string? ReadyFile { get; init; }

    public int? ReadyDescriptor { get; init; }

    /// <summary>The program to run once bound, with its arguments; empty for none.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Whether several sessions share one input and output.</summary>
    public bool SharesStreams => Clients > 1;
}

internal sealed class ServingGroup : OptionGroup
{
    public ServingGroup()
    {
        KeepOpen = Flag(Common, "--keep-open", "-k");
        Clients = Value(Full, "N", "--clients");
        MaxClients = Value(Full, "N", "--max-clients", "-m");
        ReadyFile = Value(Full, "FILE", "--ready-file");
        ReadyDescriptor = Value(Full, "N", "--ready-fd");
        Run = Flag(Full, "--run");
        Grace = Value(Full, "D", "--grace");
    }

    public override string Name => "serving";

    public Option<bool> KeepOpen { get; }

    public Option<string?> Clients { get; }

    public Option<string?> MaxClients { get; }

    public Option<string?> ReadyFile { get; }

    public Option<string?> ReadyDescriptor { get; }

    public Option<bool> Run { get; }

    public Option<string?> Grace { get; }

    public bool SaysHowMany(Binder binder) => binder.Has(Clients) || binder.Has(KeepOpen);

    /// <param name="binder">What was typed.</param>
    /// <param name="usualClients">Sessions where nothing is said.</param>
    /// <param name="rest">The words after <c>--</c>.</param>
    public ServingSettings Bind(Binder binder, int usualClients, IReadOnlyList<string> rest)
    {
        if (binder.Has(Run) && rest.Count == 0)
        {
            throw new UsageException(binder.Messages.NeedsCommand(Run.Name));
        }

        return new ServingSettings
        {
            Clients = binder.Number(Clients, 1) ?? (binder.Has(KeepOpen) ? int.MaxValue : usualClients),
            MaxClients = binder.Number(MaxClients, 1) ?? int.MaxValue,
            Grace = binder.Duration(Grace) ?? TimeSpan.Zero,
            ReadyFile = binder.FileName(ReadyFile),
            ReadyDescriptor = binder.Number(ReadyDescriptor, 1),
            Command = binder.Program(Run.Name, rest),
        };
    }
}
