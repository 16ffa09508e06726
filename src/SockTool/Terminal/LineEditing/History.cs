namespace SockTool.Terminal.LineEditing;

/// <summary>The lines sent so far, and where in them the user looks. The line being typed is their newest end.</summary>
internal sealed class History
{
    internal const int Capacity = 1000;
    private readonly List<string> lines = [];
    private int position;
    private string typed = "";

    /// <summary>Adds a line, unless it is empty or the same as the last, and goes back to the newest end.</summary>
    internal void Add(string line)
    {
        if (line.Length > 0 && (lines.Count == 0 || !string.Equals(lines[^1], line, StringComparison.Ordinal)))
        {
            lines.Add(line);
        }

        if (lines.Count > Capacity)
        {
            lines.RemoveAt(0);
        }

        position = lines.Count;
        typed = "";
    }

    /// <summary>The line before the one shown, or null at the oldest.</summary>
    /// <param name="shown">What is on the prompt; kept if it is the line being typed.</param>
    internal string? Older(string shown)
    {
        if (position == 0)
        {
            return null;
        }

        typed = position == lines.Count ? shown : typed;
        return lines[--position];
    }

    /// <summary>The line after the one shown, at last the one being typed; null if that is shown already.</summary>
    internal string? Newer()
    {
        if (position == lines.Count)
        {
            return null;
        }

        position++;
        return position == lines.Count ? typed : lines[position];
    }
}
