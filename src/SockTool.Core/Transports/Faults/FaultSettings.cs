using System.Security.Cryptography;

namespace SockTool.Core.Transports.Faults;

/// <summary>How badly to behave.</summary>
public sealed record FaultSettings
{
    private int? chosen;

    public static FaultSettings None { get; } = new();

    public IReadOnlyList<Fault> All { get; init; } = [];

    /// <summary>What decides everything that is left to chance; null for any.</summary>
    public int? Seed { get; init; }

    /// <summary>The seed, or one that is chosen once.</summary>
    public int SeedInForce => Seed ?? (chosen ??= RandomNumberGenerator.GetInt32(int.MaxValue));

    /// <summary>Whether clients are said nothing.</summary>
    public bool AreMute => All.Any(fault => fault.IsMute);

    /// <summary>The first two that cannot both be meant; null where all can.</summary>
    public (Fault One, Fault Other)? Contradiction =>
        (from pair in All.SelectMany((one, i) => All.Skip(i + 1).Select(other => (one, other)))
         where pair.one.Contradicts(pair.other) || pair.other.Contradicts(pair.one)
         select ((Fault, Fault)?)pair).FirstOrDefault();

    /// <summary><paramref name="listener"/>, or one that accepts nobody where that was asked for.</summary>
    /// <param name="listener">What is bound.</param>
    /// <param name="settings">How long it may wait for a client.</param>
    public IListener Over(IListener listener, SocketSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return All.Any(fault => fault is NeverAccept) ? new NeverAcceptingListener(listener, settings.Limits.Accept, settings.Clock) : listener;
    }
}
