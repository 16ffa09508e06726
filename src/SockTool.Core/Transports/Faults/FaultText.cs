using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Values;

namespace SockTool.Core.Transports.Faults;

/// <summary>Faults as users write them: <c>KIND</c> or <c>KIND=ARG</c>. Every kind there is: one line each.</summary>
public static class FaultText
{
    private delegate Fault? Reader(string argument, ref ParseProblem? problem);

    private static readonly Dictionary<string, Fault> Plain = new(StringComparer.Ordinal)
    {
        [NeverAccept.Word] = new NeverAccept(),
        [Silent.Word] = new Silent(),
        [HalfCloseFirst.Word] = new HalfCloseFirst(),
    };

    private static readonly Dictionary<string, Reader> WithArgument = new(StringComparer.Ordinal)
    {
        [CutAfter.ResetWord] = (text, ref problem) => Size(text, 0, long.MaxValue, ref problem) is { } bytes ? new CutAfter(bytes, SessionEnd.Reset) : null,
        [CutAfter.CloseWord] = (text, ref problem) => Size(text, 0, long.MaxValue, ref problem) is { } bytes ? new CutAfter(bytes, SessionEnd.Fin) : null,
        [SlowRead.Word] = (text, ref problem) => Size(text, 1, TokenBucket.MostRate, ref problem) is { } rate ? new SlowRead(rate) : null,
        [Drip.Word] = (text, ref problem) => Size(text, 1, TokenBucket.MostRate, ref problem) is { } rate ? new Drip(rate) : null,
        [Corrupt.Word] = (text, ref problem) => Share(text, ref problem) is { } share ? new Corrupt(share) : null,
        [Latency.Word] = Delay,
    };

    /// <summary>The names of all kinds, in the order of the help.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Plain.Keys, .. WithArgument.Keys];

    public static bool TryParse(string text, [NotNullWhen(true)] out Fault? fault, [NotNullWhen(false)] out ParseProblem? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var (name, argument) = equals < 0 ? (text, null) : (text[..equals], text[(equals + 1)..]);
        problem = null;
        fault = (Plain.GetValueOrDefault(name), WithArgument.GetValueOrDefault(name), argument) switch
        {
            ({ } plain, _, null) => plain,
            (_, { } read, { } given) => read(given, ref problem),
            _ => null,
        };
        problem ??= fault is not null ? null
            : Plain.ContainsKey(name) ? new(ParseProblemKind.FaultTakesNothing, name)
            : WithArgument.ContainsKey(name) ? new(ParseProblemKind.ValueMissing, name)
            : new(ParseProblemKind.FaultUnknown, name);
        return problem is null;
    }

    private static long? Size(string text, long least, long most, ref ParseProblem? problem)
    {
        if (!SizeText.TryParse(text, out var bytes, out problem))
        {
            return null;
        }

        problem = bytes < least || bytes > most ? new(ParseProblemKind.SizeOutOfRange, text) : null;
        return problem is null ? bytes : null;
    }

    /// <summary>A fraction of one, or a percentage.</summary>
    private static double? Share(string text, ref ParseProblem? problem)
    {
        const NumberStyles Digits = NumberStyles.AllowDecimalPoint;
        var isPercentage = text.EndsWith('%');
        var isNumber = double.TryParse(isPercentage ? text[..^1] : text, Digits, CultureInfo.InvariantCulture, out var share);
        share = isPercentage ? share / 100 : share;
        problem = isNumber && share is > 0 and <= 1 ? null : new(ParseProblemKind.ShareMalformed, text);
        return problem is null ? share : null;
    }

    private static Latency? Delay(string text, ref ParseProblem? problem)
    {
        var tilde = text.IndexOf('~', StringComparison.Ordinal);
        if (!DurationText.TryParse(tilde < 0 ? text : text[..tilde], out var delay, out problem)
            || !DurationText.TryParse(tilde < 0 ? "0" : text[(tilde + 1)..], out var jitter, out problem))
        {
            return null;
        }

        problem = delay <= TimeSpan.Zero || jitter < TimeSpan.Zero || jitter > delay ? new(ParseProblemKind.LatencyMalformed, text) : null;
        return problem is null ? new Latency(delay, jitter) : null;
    }
}
