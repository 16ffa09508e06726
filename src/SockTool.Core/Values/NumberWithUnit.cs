using System.Globalization;

namespace SockTool.Core.Values;

/// <summary>A decimal number and the unit right behind it, as in <c>1.5s</c>; no spaces, no exponent, no sign but a minus.</summary>
/// <param name="Amount">Exact; null when it has more digits than a <see cref="decimal"/> holds.</param>
/// <param name="Unit">Letters in lower case; empty when there are none.</param>
internal readonly record struct NumberWithUnit(decimal? Amount, string Unit)
{
    /// <summary>From here on a <see cref="decimal"/> rounds in silence, and could make zero of what is not.</summary>
    private const int LongestNumber = 28;

    private const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;

    public static NumberWithUnit? Read(string text)
    {
        var minus = text.StartsWith('-') ? 1 : 0;
        var end = minus;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
        {
            end++;
        }

        var number = text.AsSpan(minus, end - minus);
        var unit = text[end..];
        if (number.Count('.') > 1 || number is [] or [.., '.'] || !unit.All(char.IsAsciiLetter))
        {
            return null;
        }

        return new(
            number.Length <= LongestNumber && decimal.TryParse(text.AsSpan(0, end), Style, CultureInfo.InvariantCulture, out var amount) ? amount : null,
            unit.ToLowerInvariant());
    }
}
