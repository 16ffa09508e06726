using System.Globalization;
using System.Text;
using SockTool.Layout;
using SockTool.Terminal.LineEditing;

namespace SockTool.Tests.Terminal.LineEditing;

/// <summary>As much of a terminal as a line editor needs; anything else in its output is an error.</summary>
internal sealed class Screen(int width)
{
    private readonly List<string[]> rows = [new string[width]];
    private int row;

    internal int Width => width;

    internal int Column { get; private set; }

    /// <summary>The rows down to the cursor's, without blanks at their ends.</summary>
    internal string Text => string.Join('\n', rows.Take(row + 1).Select(cells => string.Concat(cells.Select(cell => cell ?? " ")).TrimEnd()));

    /// <summary>What stands on the cursor's row from a column on.</summary>
    internal string After(int column) => string.Concat(rows[row].Skip(column));

    internal void Write(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        while (text.Length > 0)
        {
            var length = text[0] == '\e' ? Obey(text) : Put(StringInfo.GetNextTextElement(text));
            text = text[length..];
        }
    }

    private int Put(string cluster)
    {
        switch (cluster)
        {
            case "\r":
                Column = 0;
                break;
            case "\n" or "\r\n":
                Column = cluster.Length == 2 ? 0 : Column;
                row++;
                rows.Add(new string[width]);
                break;
            default:
                PutText(cluster, DisplayWidth.OfCluster(cluster));
                break;
        }

        return cluster.Length;
    }

    private void PutText(string cluster, int columns)
    {
        Assert.False(cluster.Any(char.IsControl), $"control character U+{(int)cluster[0]:X4}");
        Assert.True(Column + columns < width, "text reached the last column");
        if (columns > 0)
        {
            rows[row][Column] = cluster;
            rows[row].AsSpan(Column + 1, columns - 1).Fill("");
            Column += columns;
        }
    }

    private int Obey(string text)
    {
        var final = text.AsSpan(2).IndexOfAnyInRange('@', '~') + 2;
        var number = int.TryParse(text.AsSpan(2, final - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        switch ((text[final], number))
        {
            case ('K', 0):
                rows[row].AsSpan(Column).Clear();
                break;
            case ('C', > 0):
                Column += number;
                Assert.True(Column < width, "the cursor left the screen");
                break;
            case ('H', 0):
                row = Column = 0;
                break;
            case ('J', 2):
                rows.ForEach(Array.Clear);
                break;
            default:
                Assert.Fail($"unknown sequence {text[1..(final + 1)]}");
                break;
        }

        return final + 1;
    }
}
