using System.Runtime.Versioning;
using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Terminal.LineEditing;

namespace SockTool.Terminal;

/// <summary>Lines of a person at a terminal: a prompt, editing and history.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class EditedLines : ILines
{
    private readonly Lock gate = new();
    private readonly byte[] buffer = new byte[1024];
    private readonly IInput input;
    private readonly LineEditor editor;
    private readonly TerminalMode? mode;
    private bool prompting;

    public EditedLines(IInput input, StandardStreams streams, string prompt)
    {
        this.input = input;
        editor = new LineEditor(StandardStreams.WriteTerminal, prompt, () => TerminalMode.WidthOf(StandardDescriptors.Output));
        mode = TerminalMode.EnterLineEditing(StandardDescriptors.Input);
        streams.LastRites.Add(() => mode?.Restore());
    }

    // What a person has typed and not sent is on the screen.
    public long Unread => 0;

    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancellation)
    {
        var result = Feed(0);
        while (result is LineEditorResult.Editing)
        {
            var count = await input.ReadAsync(buffer, cancellation);
            result = count == 0 ? LineEditorResult.EndOfInput.Instance : Feed(count);
        }

        lock (gate)
        {
            prompting = false;
        }

        return result is LineEditorResult.Line line ? (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(line.Text) : null;
    }

    public void Hide()
    {
        lock (gate)
        {
            editor.Hide();
        }
    }

    public void Show()
    {
        lock (gate)
        {
            if (prompting)
            {
                editor.Show();
            }
        }
    }

    public void Dispose()
    {
        Hide();
        mode?.Dispose();
    }

    private LineEditorResult Feed(int count)
    {
        lock (gate)
        {
            prompting = true;
            return editor.Feed(buffer.AsSpan(0, count));
        }
    }
}
