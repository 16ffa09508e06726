using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>Turns each LF of the inner input into CR LF and leaves CR LF as it is, also where a read splits the pair.</summary>
public sealed class CrlfInput(IInput inner) : IMessageInput, IWaitable, IReadable
{
    private byte[] source = [];
    private bool lastWasCarriageReturn;
    private bool owesLineFeed;

    public bool HasEnded => inner.IsOver();

    public bool IsReadable => owesLineFeed || inner is IReadable { IsReadable: true };

    public ValueTask WaitToReadAsync(Resume resume, CancellationToken cancellation) =>
        owesLineFeed || inner is not IWaitable source ? ValueTask.CompletedTask : source.WaitToReadAsync(resume, cancellation);

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (owesLineFeed)
        {
            owesLineFeed = false;
            lastWasCarriageReturn = false;
            buffer.Span[0] = (byte)'\n';
            return 1;
        }

        // Half the room, as each byte may become two; with room for one byte, the LF is owed to the next read.
        var room = Math.Max(1, buffer.Length / 2);
        if (source.Length < room)
        {
            source = new byte[room];
        }

        var count = await inner.ReadAsync(source.AsMemory(0, room), cancellation);
        return Expand(source.AsSpan(0, count), buffer.Span);
    }

    private int Expand(ReadOnlySpan<byte> bytes, Span<byte> destination)
    {
        var written = 0;
        foreach (var value in bytes)
        {
            if (value == '\n' && !lastWasCarriageReturn)
            {
                destination[written++] = (byte)'\r';
                if (written == destination.Length)
                {
                    owesLineFeed = true;
                    return written;
                }
            }

            destination[written++] = value;
            lastWasCarriageReturn = value == '\r';
        }

        return written;
    }
}
