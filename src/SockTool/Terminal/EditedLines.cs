using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Terminal.LineEditing;

namespace SockTool.Terminal;

/// <summary>Lines of a person at a terminal: a prompt, editing and history.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class EditedLines : ILines, IPrompt
{
    private readonly Lock gate = new();
    private readonly byte[] buffer = new byte[1024];
    private readonly IInput input;
    private readonly StandardStreams streams;
    private readonly LineEditor editor;
    private readonly TerminalMode? mode;
    private readonly PosixSignalRegistration[] signals;
    private bool prompting;
    private bool hidden;

    public EditedLines(IInput input, StandardStreams streams, string prompt)
    {
        (this.input, this.streams) = (input, streams);
        editor = new LineEditor(StandardStreams.WriteTerminal, prompt, () => TerminalMode.WidthOf(StandardDescriptors.Output));
        mode = TerminalMode.EnterLineEditing(StandardDescriptors.Input);
        streams.LastRites.Add(() => mode?.Restore());
        streams.Prompt = this;
        signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTSTP, Suspend),
            PosixSignalRegistration.Create(PosixSignal.SIGCONT, GoOn),
            PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Repaint()),
        ];
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
            hidden = true;
            editor.Hide();
        }
    }

    public void Show()
    {
        lock (gate)
        {
            hidden = false;
            Repaint();
        }
    }

    public void StepAside()
    {
        gate.Enter();
        editor.Hide();
    }

    public void ComeBack()
    {
        Repaint();
        gate.Exit();
    }

    public void Dispose()
    {
        foreach (var signal in signals)
        {
            signal.Dispose();
        }

        lock (gate)
        {
            prompting = false;
            editor.Hide();
        }

        streams.Prompt = null;
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

    private void Repaint()
    {
        lock (gate)
        {
            if (prompting && !hidden)
            {
                editor.Show();
            }
        }
    }

    // The shell gets its terminal as it was, and the line comes back when it continues us.
    private void Suspend(PosixSignalContext context)
    {
        context.Cancel = true;
        lock (gate)
        {
            editor.Hide();
            mode?.Restore();
        }

        JobControl.Suspend();
        GoOn(context);
    }

    private void GoOn(PosixSignalContext context)
    {
        context.Cancel = true; // else the framework sets the terminal to what it found at its start
        mode?.Resume();
        Repaint();
    }
}
