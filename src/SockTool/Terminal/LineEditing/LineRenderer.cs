using System.Globalization;
using System.Text;
using SockTool.Layout;

namespace SockTool.Terminal.LineEditing;

/// <summary>
/// Paints a prompt and the line behind it on one row of the terminal, with the cursor where it belongs. A line that
/// does not fit scrolls sideways. The last column stays free: what a terminal does after writing there differs.
/// </summary>
internal sealed class LineRenderer(string prompt, Func<int> width)
{
    internal const string Erase = "\r\e[K";
    internal const string ClearScreen = "\e[H\e[2J";
    private const int SmallestField = 8;
    private const int Widest = 2; // what may stand under the cursor
    private const char Replacement = '\uFFFD';
    private int scrolled; // columns of the line that are off to the left

    /// <summary>The sequence that shows the line on the cursor's row, from any column and over whatever is there.</summary>
    internal string Paint(string line, int cursor)
    {
        var room = Math.Max(width() - 1, 2);
        var shownPrompt = Clip(prompt, 0, Math.Max(room - SmallestField, 0), out _);
        var promptWidth = WidthOf(shownPrompt);
        var field = room - promptWidth;

        var cursorColumn = WidthOf(line.AsSpan(0, cursor));
        Scroll(cursorColumn, WidthOf(line), field);
        var shown = Clip(line, scrolled, field, out var startColumn);
        var column = promptWidth + cursorColumn - startColumn;
        return $"\r{shownPrompt}{shown}\e[K\r{(column > 0 ? string.Create(CultureInfo.InvariantCulture, $"\e[{column}C") : "")}";
    }

    /// <summary>Starts the next line unscrolled.</summary>
    internal void Reset() => scrolled = 0;

    // Jumps by a third of the field, so that what lies beyond the cursor can be read.
    private void Scroll(int cursor, int end, int field)
    {
        if (end <= field)
        {
            scrolled = 0;
        }
        else if (cursor <= scrolled)
        {
            scrolled = Math.Max(cursor - (field / 3), 0);
        }
        else if (cursor > scrolled + field - Widest)
        {
            scrolled = cursor - field + Widest + (field / 3);
        }
    }

    private static int WidthOf(ReadOnlySpan<char> text)
    {
        var columns = 0;
        while (TryTakeCluster(ref text, out var cluster))
        {
            columns += DisplayWidth.Of(Visible(cluster));
        }

        return columns;
    }

    private static string Clip(ReadOnlySpan<char> text, int from, int room, out int start)
    {
        var shown = new StringBuilder();
        var column = 0;
        start = -1;
        while (TryTakeCluster(ref text, out var cluster))
        {
            var visible = Visible(cluster);
            var next = column + DisplayWidth.Of(visible);
            if (column >= from)
            {
                start = start < 0 ? column : start;
                if (next - start > room)
                {
                    break;
                }

                shown.Append(visible);
            }

            column = next;
        }

        start = start < 0 ? column : start;
        return shown.ToString();
    }

    private static bool TryTakeCluster(ref ReadOnlySpan<char> text, out ReadOnlySpan<char> cluster)
    {
        var length = StringInfo.GetNextTextElementLength(text);
        cluster = text[..length];
        text = text[length..];
        return length > 0;
    }

    // A control character would move the cursor; show it as ^I.
    private static ReadOnlySpan<char> Visible(ReadOnlySpan<char> cluster) => cluster switch
    {
        [< ' ' and var control, ..] => $"^{(char)(control + 64)}",
        [>= '\u007F' and <= '\u009F', ..] or ['\u2028' or '\u2029', ..] => $"{Replacement}",
        _ => cluster,
    };
}
