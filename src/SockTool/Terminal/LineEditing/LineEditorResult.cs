namespace SockTool.Terminal.LineEditing;

/// <summary>Where the user stands after some input.</summary>
internal abstract record LineEditorResult
{
    private LineEditorResult()
    {
    }

    /// <summary>Still at the line; there is no whole key left.</summary>
    internal sealed record Editing : LineEditorResult
    {
        internal static Editing Instance { get; } = new();
    }

    /// <summary>Enter was pressed. The cursor stands at the start of the next row.</summary>
    /// <param name="Text">The line, without its end.</param>
    internal sealed record Line(string Text) : LineEditorResult;

    /// <summary>Ctrl+D on an empty line. The cursor stands at the start of the next row.</summary>
    internal sealed record EndOfInput : LineEditorResult
    {
        internal static EndOfInput Instance { get; } = new();
    }
}
