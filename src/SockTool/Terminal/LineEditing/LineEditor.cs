using System.Text;

namespace SockTool.Terminal.LineEditing;

/// <summary>
/// A prompt where a line can be edited. It does no I/O: the caller feeds it what the terminal sends and passes on
/// what it paints. Not safe for use from two threads at once.
/// </summary>
/// <param name="output">Takes what the terminal is to show.</param>
/// <param name="prompt">Shown before each line; on one row, so without line ends.</param>
/// <param name="width">The terminal's columns, asked for at each painting.</param>
internal sealed class LineEditor(Action<ReadOnlySpan<byte>> output, string prompt, Func<int> width)
{
    private readonly KeyReader keys = new();
    private readonly LineBuffer line = new();
    private readonly History history = new();
    private readonly LineRenderer renderer = new(prompt, width);
    private bool shown;

    /// <summary>Paints the prompt and what has been typed so far. The cursor must be at the start of a row.</summary>
    internal void Show()
    {
        shown = true;
        Write(renderer.Paint(line.Text, line.Cursor));
    }

    /// <summary>
    /// Takes the prompt away, so that other text can be written from the start of its row; end that text with a line
    /// end before the next <see cref="Show"/>. Also what to call before leaving the terminal to others.
    /// </summary>
    internal void Hide()
    {
        if (shown)
        {
            shown = false;
            Write(LineRenderer.Erase);
        }
    }

    /// <summary>
    /// Takes what the user typed, up to the first line end; bytes after it are kept for the next call, so call with
    /// no input before reading more. Shows the prompt if it is hidden.
    /// </summary>
    internal LineEditorResult Feed(ReadOnlySpan<byte> input)
    {
        LineEditorResult result = LineEditorResult.Editing.Instance;
        keys.Add(input);
        keys.ReadWhile(key =>
        {
            result = Press(key);
            return result is LineEditorResult.Editing;
        });
        Show();
        if (result is not LineEditorResult.Editing)
        {
            Leave();
        }

        return result;
    }

    private LineEditorResult Press(Key key)
    {
        switch (key.Kind)
        {
            case KeyKind.Enter:
                return new LineEditorResult.Line(line.Text);
            case KeyKind.DeleteOrEnd when line.IsEmpty:
                return LineEditorResult.EndOfInput.Instance;
            case KeyKind.ClearScreen:
                Write(LineRenderer.ClearScreen);
                break;
            case KeyKind.Older:
                Recall(history.Older(line.Text));
                break;
            case KeyKind.Newer:
                Recall(history.Newer());
                break;
            default:
                line.Apply(key);
                break;
        }

        return LineEditorResult.Editing.Instance;
    }

    private void Recall(string? past)
    {
        if (past is not null)
        {
            line.Replace(past);
        }
    }

    private void Leave()
    {
        Write("\r\n");
        shown = false;
        history.Add(line.Text);
        line.Replace("");
        renderer.Reset();
    }

    private void Write(string text) => output(Encoding.UTF8.GetBytes(text));
}
