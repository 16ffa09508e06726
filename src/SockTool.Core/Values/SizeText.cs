using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Values;

/// <summary>
/// Sizes as users write them, in any case: <c>512</c>, <c>512B</c>, <c>10MB</c> (powers of 1000), <c>64KiB</c> (powers of 1024).
/// A letter alone is a power of 1024, as in curl(1) --limit-rate, head(1), dd(1) and pv(1).
/// </summary>
public static class SizeText
{
    private static readonly FrozenDictionary<string, long> Units = new Dictionary<string, long>(StringComparer.Ordinal)
    {
        [""] = 1, ["b"] = 1,
        ["kb"] = 1000, ["mb"] = 1_000_000, ["gb"] = 1_000_000_000, ["tb"] = 1_000_000_000_000,
        ["kib"] = 1L << 10, ["mib"] = 1L << 20, ["gib"] = 1L << 30, ["tib"] = 1L << 40,
        ["k"] = 1L << 10, ["m"] = 1L << 20, ["g"] = 1L << 30, ["t"] = 1L << 40,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>True with a whole number of bytes from 0 to <see cref="long.MaxValue"/>; a fraction is fine where it makes one, as in <c>1.5KiB</c>.</summary>
    public static bool TryParse(string text, out long bytes, [NotNullWhen(false)] out ParseProblem? problem)
    {
        bytes = 0;
        problem = NumberWithUnit.Read(text) is not { } number || !Units.TryGetValue(number.Unit, out var unit)
            ? new(ParseProblemKind.SizeMalformed, text)
            : number.Amount is not { } amount || amount < 0 || amount > (decimal)long.MaxValue / unit
            ? new(ParseProblemKind.SizeOutOfRange, text)
            : !decimal.IsInteger(amount * unit)
            ? new(ParseProblemKind.SizeNotWhole, text)
            : Take(amount * unit, out bytes);
        return problem is null;
    }

    /// <summary>The exact size that <see cref="TryParse"/> reads back, in the largest power of 1024 that divides it: <c>64KiB</c>, <c>1000</c>.</summary>
    public static string Format(long bytes) => bytes switch
    {
        0 => "0",
        _ when bytes % (1L << 40) == 0 => In(bytes >> 40, "TiB"),
        _ when bytes % (1L << 30) == 0 => In(bytes >> 30, "GiB"),
        _ when bytes % (1L << 20) == 0 => In(bytes >> 20, "MiB"),
        _ when bytes % (1L << 10) == 0 => In(bytes >> 10, "KiB"),
        _ => In(bytes, ""),
    };

    private static string In(long amount, string unit) => string.Create(CultureInfo.InvariantCulture, $"{amount}{unit}");

    private static ParseProblem? Take(decimal whole, out long bytes)
    {
        bytes = (long)whole;
        return null;
    }
}
