using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Terminal;

/// <summary>The lines on standard error: one voice for everything that is said. A reader that went away is not an error here.</summary>
internal sealed class Voice(Messages messages, StandardStreams streams)
{
    private const string Red = "\e[31m";
    private const string Plain = "\e[0m";

    private readonly Lock gate = new();

    public Messages Messages => messages;

    public bool IsOnTerminal => streams.ErrorIsTerminal;

    public void Tell(string line) => Write($"sock: {line}\n");

    public void Fail(string line, string? hint) => Write(Failing(line) + (hint is null ? "" : $"sock: {messages.Hint}: {hint}\n"));

    public void Fail(Failure failure) => Fail(messages.WhatFailed(failure), messages.HintFor(failure));

    /// <summary>A whole line of another form than ours: JSON.</summary>
    public void Raw(ReadOnlySpan<byte> line) => Write(line);

    /// <summary>For a process that ends at once: waits neither for who is writing now nor for a reader.</summary>
    public void FailAtOnce(string line) => RawAtOnce(Encoding.UTF8.GetBytes(Failing(line)));

    /// <summary>The same for a whole line of another form.</summary>
    public void RawAtOnce(ReadOnlySpan<byte> line) => streams.TryWriteError(line);

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
            streams.WriteError(bytes);
        }
    }
}
