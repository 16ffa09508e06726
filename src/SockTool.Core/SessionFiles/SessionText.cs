using System.Buffers;
using System.Globalization;
using System.Text;
using SockTool.Core.Values;

namespace SockTool.Core.SessionFiles;

/// <summary>The text of a session file: what its lines are written with, and how a step is written.</summary>
public static class SessionText
{
    /// <summary>The first line, which names the format.</summary>
    public const string FirstLine = "#sock-session 1";

    internal const char Comment = '#';
    internal const char Client = '>';
    internal const char Server = '<';
    internal const char End = '|';
    internal const char Reset = '!';
    internal const char Quote = '"';
    internal const char Slash = '/';
    internal const string Hex = "hex ";
    internal const string Any = "any";
    internal const string Pause = "@ ";
    internal const string Within = "within ";

    /// <summary>The most bytes of one side that a recorded line holds; what goes on is the next line's.</summary>
    public const int MostInALine = 32 * 1024;

    /// <summary>What comes before each line of a session: nothing for the first, so that a file of one looks like one.</summary>
    public static string Prefix(int session) => session == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"[{session}] ");

    public static string Mark(Side side) => side == Side.Client ? ">" : "<";

    /// <summary>Bytes of one side, as text where they are some.</summary>
    public static string Said(Side side, ReadOnlySpan<byte> bytes) =>
        $"{Mark(side)} {(IsText(bytes) ? $"{Quote}{EscapedText.Quoted(bytes)}{Quote}" : $"{Hex}{Pairs(bytes)}")}";

    /// <summary>What one of the two does.</summary>
    public static string Of(SidedStep step) => step switch
    {
        SaidStep said => Said(step.Side, said.Bytes.Span),
        PatternStep pattern => $"{Mark(step.Side)} {Slash}{EscapedText.Printable(pattern.Pattern.Source)}{Slash}",
        AnyStep => $"{Mark(step.Side)} {Any}",
        EndStep => Ended(step.Side),
        _ => Broke(step.Side),
    };

    public static string Ended(Side side) => $"{Mark(side)}{End}";

    public static string Broke(Side side) => $"{Mark(side)}{Reset}";

    public static string Passed(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{Pause}{time.TotalSeconds:0.000}");

    /// <summary>Text is UTF-8 without other control characters than line ends, tabs and zeros, and not of zeros alone.</summary>
    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        var hasPrintable = bytes.IndexOf((byte)0) < 0;
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var length) != OperationStatus.Done
                || (Rune.IsControl(rune) && rune.Value is not ('\n' or '\r' or '\t' or '\0')))
            {
                return false;
            }

            hasPrintable |= !Rune.IsControl(rune);
            bytes = bytes[length..];
        }

        return hasPrintable;
    }

    private static string Pairs(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length * 3);
        foreach (var value in bytes)
        {
            text.Append(CultureInfo.InvariantCulture, $"{value:x2} ");
        }

        return text.ToString().TrimEnd();
    }
}
