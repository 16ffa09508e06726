using System.CommandLine;
using static SockTool.Options.Prominence;

namespace SockTool.Options;

/// <summary>How much is told on standard error.</summary>
internal enum Verbosity
{
    Quiet,
    Usual,
    Events,
    Everything,
}

/// <summary>In which form events are told.</summary>
internal enum LogFormat
{
    Text,
    Json,
}

/// <summary>What is to be seen of a run.</summary>
internal sealed record SeeingSettings
{
    public Verbosity Verbosity { get; init; } = Verbosity.Usual;

    public LogFormat Format { get; init; }

    public string? VerdictFile { get; init; }

    public bool Statistics { get; init; }

    public bool Digest { get; init; }
}

/// <summary>What there is to see.</summary>
internal enum SeeingScope
{
    /// <summary>Sessions, and what passed in them.</summary>
    Sessions,

    /// <summary>Only that there is a connection, or none.</summary>
    Connects,
}

internal sealed class SeeingGroup : OptionGroup
{
    public SeeingGroup(SeeingScope scope = SeeingScope.Sessions)
    {
        Verbose = Flag(Common, "--verbose", "-v");
        Quiet = Flag(Common, "--quiet", "-q");
        Format = Value(Full, "text|json", "--log-format");
        Verdict = Value(Full, "FILE", "--verdict");
        if (scope == SeeingScope.Sessions)
        {
            Statistics = Flag(Common, "--stats");
            Digest = Value(Full, "sha256", "--digest");
        }
    }

    public override string Name => "seeing";

    public Option<bool> Verbose { get; }

    public Option<bool> Quiet { get; }

    public Option<string?> Format { get; }

    public Option<string?> Verdict { get; }

    public Option<bool>? Statistics { get; }

    public Option<string?>? Digest { get; }

    public SeeingSettings Bind(Binder binder)
    {
        binder.NotBoth(Verbose, Quiet);
        return new SeeingSettings
        {
            Verbosity = binder.Has(Quiet) ? Verbosity.Quiet : binder.Count(Verbose) switch
            {
                0 => Verbosity.Usual,
                1 => Verbosity.Events,
                _ => Verbosity.Everything,
            },
            Format = binder.OneOf(Format, LogFormat.Text, ("text", LogFormat.Text), ("json", LogFormat.Json)),
            VerdictFile = binder.FileName(Verdict),
            Statistics = Statistics is not null && binder.Has(Statistics),
            Digest = Digest is not null && binder.OneOf(Digest, otherwise: false, ("sha256", true)),
        };
    }
}
