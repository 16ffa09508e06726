using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Sessions;
using SockTool.Core.Values;
using SockTool.Options;

namespace SockTool.Terminal;

/// <summary>What ends a conversation, and how much one message (null: any) and one reply can be.</summary>
internal sealed record DialogueTerms(string QuitWord, int? SendSize, int? ReceiveSize, Screen Screen = Screen.None);

/// <summary>What replies are shown on.</summary>
internal enum Screen
{
    None,
    Terminal,
}

/// <summary>
/// A conversation as one end of a session: reading gives the next line without its line end, but only after the last
/// one was answered; writing shows an answer, which gets a line end where it has none.
/// </summary>
internal sealed class DialogueConnection(ILines lines, IOutput output, DialogueTerms terms) : IConnection, IAbandonable
{
    private readonly SemaphoreSlim answered = new(1);
    private ReadOnlyMemory<byte> rest;

    public string Name => OurEnds.Conversation;

    /// <summary>This side's end: a conversation where one is wanted, else input and output as they are.</summary>
    public static IConnection Over(IInput input, IOutput output, DialogueSettings? dialogue, RelaySettings policy, StandardStreams streams) => dialogue is null
        ? new JoinedConnection(OurEnds.Streams, input, output)
        : new DialogueConnection(Lines.From(input, streams, dialogue.Prompt), output, new DialogueTerms(dialogue.QuitWord, policy.SendSize, policy.ReceiveSize, streams.OutputIsTerminal ? Screen.Terminal : Screen.None));

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (rest.IsEmpty)
        {
            await answered.WaitAsync(cancellation);
            rest = await NextMessageAsync(cancellation);
        }

        return Rest.MoveInto(buffer.Span, ref rest);
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        // Only a read that was full can have cut a character; at any other end it is the peer's own.
        var torn = bytes.Length == terms.ReceiveSize && Utf8Tail.Torn(bytes.Span) > 0;
        var whole = (!bytes.IsEmpty && bytes.Span[^1] == '\n') || torn ? bytes : new([.. bytes.Span, (byte)'\n']);
        lines.Hide();
        await output.WriteAsync(terms.Screen == Screen.Terminal ? Safe(whole) : whole, cancellation);
        if (torn)
        {
            return;
        }

        lines.Show();
        if (answered.CurrentCount == 0)
        {
            answered.Release();
        }
    }

    public ValueTask CompleteWritesAsync(CancellationToken cancellation)
    {
        // An output that is closed shows nothing more, and a prompt that is still there would stay.
        lines.Hide();
        return output.CompleteWritesAsync(cancellation);
    }

    public long Abandon()
    {
        lines.Dispose();
        return rest.Length + lines.Unread;
    }

    public ValueTask DisposeAsync()
    {
        lines.Dispose();
        answered.Dispose();
        return ValueTask.CompletedTask;
    }

    // A reply must not command the terminal (CVE-2024-58251): all but printable text, line ends and tabs is escaped.
    private static ReadOnlyMemory<byte> Safe(ReadOnlyMemory<byte> reply)
    {
        var lines = Encoding.Latin1.GetString(reply.Span).Split('\n')
            .Select(line => string.Join('\t', line.Split('\t').Select(part => EscapedText.Printable(Encoding.Latin1.GetBytes(part)))));
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    /// <summary>An empty line is no message: there is nothing to send and nobody would answer. Empty at the end.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> NextMessageAsync(CancellationToken cancellation)
    {
        while (await lines.NextAsync(cancellation) is { } line)
        {
            if (line.Span.SequenceEqual(Encoding.UTF8.GetBytes(terms.QuitWord)))
            {
                break;
            }

            if (line.Length > terms.SendSize)
            {
                // A datagram is never made two of.
                throw new FailureException(new Failure(FailureKind.InputUnreadable, Operation.Read) { Errno = Errno.MessageTooLong });
            }

            if (!line.IsEmpty)
            {
                return line;
            }
        }

        return ReadOnlyMemory<byte>.Empty;
    }
}
