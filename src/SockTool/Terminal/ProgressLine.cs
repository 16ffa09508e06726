using SockTool.Core.Observers;
using SockTool.Layout;

namespace SockTool.Terminal;

/// <summary>A report as one line of a terminal: what passed, and with a known end a bar in the room that is left.</summary>
internal static class ProgressLine
{
    private const int ShortestBar = 10;
    private const int LongestBar = 40;

    /// <param name="report">How far it is.</param>
    /// <param name="messages">The language.</param>
    /// <param name="columns">How many the line may take.</param>
    public static string Draw(ProgressReport report, Messages messages, int columns)
    {
        var text = messages.Progress(report);
        if (report.Measured is not { } way)
        {
            return Clip(text, columns);
        }

        var behind = messages.ProgressLeft(way);
        var room = Math.Min(LongestBar, columns - DisplayWidth.Of(text) - DisplayWidth.Of(behind) - "  [] ".Length);
        return room >= ShortestBar ? $"{text}  [{Bar(way.Part, room)}] {behind}" : Clip($"{behind}  {text}", columns);
    }

    private static string Bar(double part, int length)
    {
        var full = (int)(part * length);
        return new string('#', full) + new string('-', length - full);
    }

    private static string Clip(string text, int columns)
    {
        while (DisplayWidth.Of(text) > columns && text.Length > 0)
        {
            text = text[..^1];
        }

        return text;
    }
}
