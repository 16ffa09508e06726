using System.Globalization;
using System.Text;

namespace VerifyXunit;

/// <summary>What is left of two texts without their common beginning and end, cut short.</summary>
internal static class LineDifference
{
    private const int MostLines = 12;

    public static void Append(StringBuilder message, string verified, string received)
    {
        var (before, after) = (verified.Split('\n'), received.Split('\n'));
        var shorter = Math.Min(before.Length, after.Length);
        var start = 0;
        while (start < shorter && Same(before[start], after[start]))
        {
            start++;
        }

        var end = 0;
        while (end < shorter - start && Same(before[^(end + 1)], after[^(end + 1)]))
        {
            end++;
        }

        message.AppendLine(CultureInfo.InvariantCulture, $"from line {start + 1}:");
        AppendLines(message, "- ", before[start..^end]);
        AppendLines(message, "+ ", after[start..^end]);
    }

    private static void AppendLines(StringBuilder message, string sign, string[] lines)
    {
        foreach (var line in lines.Take(MostLines))
        {
            message.Append(sign).AppendLine(line);
        }

        if (lines.Length > MostLines)
        {
            message.AppendLine(CultureInfo.InvariantCulture, $"{sign}... {lines.Length - MostLines} more lines");
        }
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
