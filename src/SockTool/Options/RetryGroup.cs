using System.CommandLine;
using SockTool.Core.Endpoints;
using SockTool.Core.Transports;
using static SockTool.Options.Prominence;

namespace SockTool.Options;

/// <summary>What happens after a session that was cut.</summary>
internal enum AfterCut
{
    End,
    Reconnect,
}

/// <summary>What is tried again.</summary>
internal enum RetryScope
{
    /// <summary>Connecting, and with <c>--reconnect</c> the session too.</summary>
    Sessions,

    /// <summary>Connecting: each session belongs to a client, and ends with it.</summary>
    Connects,
}

internal sealed class RetryGroup : OptionGroup
{
    // Polly's bounds for a delay; beyond a day somebody means something else.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);

    public RetryGroup(RetryScope scope)
    {
        Retry = Value(Common, "N|forever", "--retry");
        Delay = Value(Full, "D", "--retry-delay");
        Backoff = Value(Full, "exponential|linear|constant", "--retry-backoff");
        MaxDelay = Value(Full, "D", "--retry-max-delay");
        Budget = Value(Full, "D", "--retry-budget");
        Jitter = Value(Full, "spread|none", "--retry-jitter");
        Reconnect = scope == RetryScope.Sessions ? Flag(Full, "--reconnect") : null;
    }

    public override string Name => "retry";

    public Option<string?> Retry { get; }

    public Option<string?> Delay { get; }

    public Option<string?> Backoff { get; }

    public Option<string?> MaxDelay { get; }

    public Option<string?> Budget { get; }

    public Option<string?> Jitter { get; }

    public Option<bool>? Reconnect { get; }

    public RetrySettings Bind(Binder binder)
    {
        var usual = new RetrySettings();
        return usual with
        {
            Extra = binder.Text(Retry) is "forever" ? int.MaxValue : binder.Number(Retry, 0) ?? 0,
            Delay = Bounded(binder, Delay) ?? usual.Delay,
            MaxDelay = Bounded(binder, MaxDelay) ?? usual.MaxDelay,
            Budget = binder.Duration(Budget) ?? usual.Budget,
            Backoff = binder.OneOf(
                Backoff, usual.Backoff, ("exponential", RetryBackoff.Exponential), ("linear", RetryBackoff.Linear), ("constant", RetryBackoff.Constant)),
            Jitter = binder.OneOf(Jitter, usual.Jitter, ("spread", RetryJitter.Spread), ("none", RetryJitter.None)),
        };
    }

    /// <summary>A connection that somebody else opened cannot be opened again.</summary>
    public void Contradictions(Binder binder, Endpoint endpoint)
    {
        if (endpoint.Bottom is DescriptorEndpoint && FirstGiven(binder) is { } vain)
        {
            throw new UsageException(binder.Messages.NotBoth(vain.Name, endpoint.ToString()));
        }
    }

    public AfterCut BindAfterCut(Binder binder) => Reconnect is not null && binder.Has(Reconnect) ? AfterCut.Reconnect : AfterCut.End;

    private static TimeSpan? Bounded(Binder binder, Option<string?> option) => binder.Duration(option) switch
    {
        null => null,
        { } delay when delay >= TimeSpan.Zero && delay <= LongestDelay => delay,
        _ => throw new UsageException(binder.Messages.DelayOutOfRange(option.Name, binder.Text(option)!)),
    };
}
