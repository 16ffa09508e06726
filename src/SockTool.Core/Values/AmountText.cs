using System.Globalization;

namespace SockTool.Core.Values;

/// <summary>How much, for people: three digits in powers of 1000, as <c>5 B</c>, <c>1.50 kB</c>, <c>21.5 MB</c>. The same in every language.</summary>
public static class AmountText
{
    private const double Step = 1000;

    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];

    public static string Of(double bytes)
    {
        var unit = 0;
        while (Round(bytes) >= Step)
        {
            bytes /= Step;
            unit++;
        }

        var digits = unit == 0 || bytes >= 99.95 ? "0" : bytes >= 9.995 ? "0.0" : "0.00";
        return $"{bytes.ToString(digits, CultureInfo.InvariantCulture)} {Units[unit]}";
    }

    /// <summary>What is shown of less than a thousand: 999.7 is a thousand of the smaller unit.</summary>
    private static double Round(double amount) => amount >= 99.95 ? Math.Round(amount, MidpointRounding.AwayFromZero) : amount;
}
