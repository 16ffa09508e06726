using System.Buffers;
using SockTool.Core.Connections;
using SockTool.Core.SessionFiles;
using SockTool.Core.Values;

namespace SockTool.Core.Observers;

/// <summary>
/// Writes one session down. Bytes are noted when they came and not when they were passed on: a question then stands before its
/// answer. Of a write that was cut, what the peer did not take is left out as long as nothing else came meanwhile.
/// What one side is saying is held until the other speaks or its line is full: a process that a second signal ends at once loses that
/// much. Nothing is flushed then, for whoever holds the file may wait for a FIFO's reader, and at once is at once.
/// </summary>
internal sealed class RecordObserver(ObservedSession session, RecordSettings settings, TimeProvider clock, Action<string> write) : ISessionObserver
{
    private readonly Lock gate = new();
    private readonly ArrayBufferWriter<byte> said = new();
    private readonly HashSet<Side> ended = [];
    private readonly bool isOfMessages = session.Peer is IMessageInput;
    private Side speaker;
    private int notTaken;
    private long last = clock.GetTimestamp();
    private TimeSpan pause;

    public bool NeedsBytes => true;

    private Side Ours => session.Part == PeerPart.Server ? Side.Client : Side.Server;

    private Side Theirs => session.Part == PeerPart.Server ? Side.Server : Side.Client;

    public void Came(Direction direction, ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            var side = SideOf(direction);
            if (side != speaker || isOfMessages || settings.Pieces == RecordedPieces.AsTheyCame)
            {
                WriteSaid();
            }

            var since = Now();
            (speaker, pause) = (side, said.WrittenCount == 0 ? since : pause);

            notTaken = side == Ours ? notTaken + bytes.Length : 0;
            Add(bytes);
        }
    }

    public void Written(Direction direction, int count)
    {
        lock (gate)
        {
            notTaken = SideOf(direction) == Ours ? Math.Max(0, notTaken - count) : notTaken;
        }
    }

    public void Completed(Direction direction)
    {
        lock (gate)
        {
            if (SideOf(direction) == Theirs || settings.TellsInputEnd)
            {
                End(SideOf(direction));
            }
        }
    }

    public void Ended(SessionEnd end, EndedBy by, Failure? failure)
    {
        lock (gate)
        {
            WriteSaid(speaker == Ours ? notTaken : 0);
            if (end == SessionEnd.Reset && ended.Count < 2)
            {
                WriteAt(Now(), SessionText.Broke(by == EndedBy.Peer ? Theirs : Ours));
            }
            else if (end is not SessionEnd.Reset)
            {
                End(Ours);
            }
        }
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        // A message is one line, even when it is empty.
        if (isOfMessages)
        {
            WriteAt(pause, SessionText.Said(speaker, bytes));
            return;
        }

        while (said.WrittenCount + bytes.Length > SessionText.MostInALine)
        {
            var fits = bytes[..(SessionText.MostInALine - said.WrittenCount)];
            said.Write(fits);
            bytes = bytes[fits.Length..];
            WriteWhole();
        }

        said.Write(bytes);
    }

    /// <summary>A line that is full ends where a character does.</summary>
    private void WriteWhole()
    {
        byte[] torn = [.. said.WrittenSpan[^Utf8Tail.Torn(said.WrittenSpan)..]];
        WriteSaid(torn.Length);
        said.Write(torn);
        pause = TimeSpan.Zero;
    }

    /// <param name="without">So many bytes at its end were not said after all.</param>
    private void WriteSaid(int without = 0)
    {
        var bytes = said.WrittenSpan[..Math.Max(0, said.WrittenCount - without)];
        if (!bytes.IsEmpty)
        {
            WriteAt(pause, SessionText.Said(speaker, bytes));
        }

        said.Clear();
    }

    private void End(Side side)
    {
        WriteSaid();
        if (!isOfMessages && ended.Add(side))
        {
            WriteAt(Now(), SessionText.Ended(side));
        }
    }

    private void WriteAt(TimeSpan after, string line)
    {
        if (settings.Times == RecordedTimes.Between && after >= TimeSpan.FromMilliseconds(1))
        {
            write(SessionText.Passed(after));
        }

        write(line);
    }

    /// <summary>The time since it was asked last.</summary>
    private TimeSpan Now()
    {
        var before = last;
        last = clock.GetTimestamp();
        return clock.GetElapsedTime(before, last);
    }

    private Side SideOf(Direction direction) => direction == Direction.ToPeer ? Ours : Theirs;
}
