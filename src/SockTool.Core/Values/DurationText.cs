using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Values;

/// <summary>Durations as users write them: <c>250ms</c>, <c>1.5s</c>, <c>2m</c>, <c>1h</c>, a bare number of seconds, <c>none</c>.</summary>
public static class DurationText
{
    /// <summary>24 days, 20 hours and 31 minutes: the int.MaxValue milliseconds that poll(2) and sockets' timeouts take.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromMilliseconds(int.MaxValue);

    private const string NoLimit = "none";
    private const decimal Second = 1000;
    private const decimal Minute = 60 * Second;
    private const decimal Hour = 60 * Minute;

    /// <summary>
    /// True with whole milliseconds from zero to <see cref="Longest"/>, or <see cref="Timeout.InfiniteTimeSpan"/> for <c>none</c>.
    /// A fraction of a millisecond is rounded up: zero means "do not block", so only zero may become zero.
    /// </summary>
    public static bool TryParse(string text, out TimeSpan duration, [NotNullWhen(false)] out ParseProblem? problem)
    {
        if (string.Equals(text, NoLimit, StringComparison.OrdinalIgnoreCase))
        {
            (duration, problem) = (Timeout.InfiniteTimeSpan, null);
            return true;
        }

        duration = default;
        problem = NumberWithUnit.Read(text) is not { } number || MillisecondsIn(number.Unit) is not { } unit
            ? new(ParseProblemKind.DurationMalformed, text)
            : number.Amount is not { } amount || amount < 0 || amount > int.MaxValue / unit
            ? new(ParseProblemKind.DurationOutOfRange, text)
            : Take(amount * unit, out duration);
        return problem is null;
    }

    /// <summary>Text that <see cref="TryParse"/> reads back as the same whole milliseconds: <c>2m</c>, <c>1.5s</c>, <c>250ms</c>, <c>none</c>.</summary>
    public static string Format(TimeSpan duration) => duration == Timeout.InfiniteTimeSpan
        ? NoLimit
        : (decimal)Math.Ceiling(duration.TotalMilliseconds) switch
        {
            0 => "0",
            < Second and var milliseconds => In(milliseconds, "ms"),
            var milliseconds when milliseconds % Hour == 0 => In(milliseconds / Hour, "h"),
            var milliseconds when milliseconds % Minute == 0 => In(milliseconds / Minute, "m"),
            var milliseconds => In(milliseconds / Second, "s"),
        };

    private static decimal? MillisecondsIn(string unit) => unit switch
    {
        "ms" => 1,
        "" or "s" => Second,
        "m" => Minute,
        "h" => Hour,
        _ => null,
    };

    private static string In(decimal amount, string unit) => string.Create(CultureInfo.InvariantCulture, $"{amount:0.###}{unit}");

    private static ParseProblem? Take(decimal milliseconds, out TimeSpan duration)
    {
        duration = TimeSpan.FromMilliseconds((long)Math.Ceiling(milliseconds));
        return null;
    }
}
