using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Layout;

namespace SockTool.Terminal;

/// <summary>The lines on standard error: one voice for everything that is said. A reader that went away is not an error here.</summary>
internal sealed class Voice(Messages messages, StandardStreams streams)
{
    private const string Red = "\e[31m";
    private const string Plain = "\e[0m";
    private const string EraseBelow = "\e[J";

    // Longer than anybody writes who is not held up himself.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    private readonly Lock gate = new();
    private byte[] erasing = [];
    private byte[] status = [];

    public Messages Messages => messages;

    public bool IsOnTerminal => streams.ErrorIsTerminal;

    /// <summary>How wide the terminal is.</summary>
    public int Columns => streams.ErrorColumns;

    public void Tell(string line) => Raw(LineOf(line));

    public void Fail(string line, string? hint) => Write(Failing(line) + (hint is null ? "" : $"sock: {messages.Hint}: {hint}\n"));

    public void Fail(Failure failure) => Fail(messages.WhatFailed(failure), messages.HintFor(failure));

    /// <summary>A whole line of another form than ours: JSON.</summary>
    public void Raw(ReadOnlySpan<byte> line) => Write(line);

    /// <summary>A whole line that may be missed: where standard error is not read it is left out.</summary>
    public void TryRaw(ReadOnlySpan<byte> line)
    {
        if (!gate.TryEnter(Moment))
        {
            return;
        }

        try
        {
            streams.TryWriteError(line);
        }
        finally
        {
            gate.Exit();
        }
    }

    /// <summary>What <see cref="Tell"/> writes.</summary>
    public static byte[] LineOf(string line) => Encoding.UTF8.GetBytes($"sock: {line}\n");

    /// <summary>
    /// The line of a terminal that stays below all others until another takes its place; null takes it away. It fits into the width.
    /// Where somebody is writing, or the terminal is stopped (termios(3), VSTOP), what stands there stays: this never waits.
    /// </summary>
    public void TryStatus(string? line)
    {
        if (!gate.TryEnter())
        {
            return;
        }

        try
        {
            Status(line, streams.TryWriteError);
        }
        finally
        {
            gate.Exit();
        }
    }

    /// <summary>Takes the line away, and waits until it is gone.</summary>
    public void EndStatus()
    {
        lock (gate)
        {
            Status(null, bytes =>
            {
                streams.WriteError(bytes);
                return true;
            });
        }
    }

    /// <summary>For a process that ends at once: waits neither for who is writing now nor for a reader.</summary>
    public void FailAtOnce(string line) => RawAtOnce(Encoding.UTF8.GetBytes(Failing(line)));

    /// <summary>The same for a whole line of another form.</summary>
    public void RawAtOnce(ReadOnlySpan<byte> line) => streams.TryWriteError([.. erasing, .. line]);

    private void Status(string? line, Func<ReadOnlySpan<byte>, bool> write)
    {
        if (line is null && status.Length == 0)
        {
            return;
        }

        var (next, nextErasing) = line is null ? ([], []) : Drawn(line);

        // One that covers what was there needs it not erased first, which would flicker.
        if (write(line is not null && erasing.Length <= nextErasing.Length ? next : [.. erasing, .. next]))
        {
            (erasing, status) = (nextErasing, next);
        }
    }

    /// <summary>
    /// A line, and what takes it away. A terminal that has become narrower may show it in several: the cursor stays before its first
    /// character, wherever that goes, and all from there on is erased. One that cannot do that is told to write blanks.
    /// </summary>
    private (byte[] Line, byte[] Erasing) Drawn(string line) => streams.ErrorErases
        ? (Encoding.UTF8.GetBytes($"\r{line}{EraseBelow}\r"), Encoding.ASCII.GetBytes($"\r{EraseBelow}"))
        : (Encoding.UTF8.GetBytes($"\r{line}"), Encoding.ASCII.GetBytes($"\r{new string(' ', DisplayWidth.Of(line))}\r"));

    private string Failing(string line)
    {
        var (red, plain) = streams.ErrorHasColour ? (Red, Plain) : ("", "");
        return $"sock: {red}{messages.Error}:{plain} {line}\n";
    }

    private void Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    private void Write(ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            var prompt = streams.ErrorIsTerminal ? streams.Prompt : null;
            prompt?.StepAside();
            streams.WriteError(status.Length == 0 ? bytes : [.. erasing, .. bytes, .. status]);
            prompt?.ComeBack();
        }
    }
}
