using System.Buffers;
using System.Globalization;
using System.Text;
using SockTool.Core.Observers;
using SockTool.Core.Values;
using SockTool.Options;

namespace SockTool.Terminal;

/// <summary>The bytes themselves. Whoever asked for them gets them however quiet the run is.</summary>
internal sealed partial class EventLog
{
    private const int LinesAtOnce = 64;

    // So long a line is still read by whoever reads lines.
    private const int BytesOfAnEvent = 4096;

    /// <param name="session">Whose they are.</param>
    /// <param name="direction">Where they go.</param>
    /// <param name="offset">Of the first, in that direction.</param>
    /// <param name="bytes">What came at once; none for an empty datagram.</param>
    public void Dump(ObservedSession session, Direction direction, long offset, ReadOnlySpan<byte> bytes)
    {
        if (seeing.Format == LogFormat.Json)
        {
            DumpEvents(session, direction, offset, bytes);
        }
        else
        {
            DumpLines(session, direction, offset, bytes);
        }
    }

    private void DumpEvents(ObservedSession session, Direction direction, long offset, ReadOnlySpan<byte> bytes)
    {
        (string Key, object Value)[] number = session.Part == PeerPart.Client ? [("client", session.Number)] : [];
        var at = 0;
        do
        {
            var piece = bytes.Slice(at, Math.Min(BytesOfAnEvent, bytes.Length - at));
            Tell(Verbosity.Quiet, "bytes", "", [.. number, ("direction", direction), ("offset", offset + at), ("hex", Convert.ToHexStringLower(piece))]);
            at += BytesOfAnEvent;
        }
        while (at < bytes.Length);
    }

    private void DumpLines(ObservedSession session, Direction direction, long offset, ReadOnlySpan<byte> bytes)
    {
        var mark = direction == Direction.ToPeer ? "> " : "< ";
        var before = Encoding.ASCII.GetBytes(session.Part == PeerPart.Client && clients == Clients.Many ? string.Create(CultureInfo.InvariantCulture, $"[{session.Number}] {mark}") : mark);
        var text = ArrayPool<byte>.Shared.Rent(LinesAtOnce * (before.Length + HexDumpText.LongestLine));
        var length = 0;
        var at = 0;
        do
        {
            before.CopyTo(text, length);
            length += before.Length;
            length += HexDumpText.Write(text.AsSpan(length), offset + at, bytes.Slice(at, Math.Min(HexDumpText.BytesEach, bytes.Length - at)));
            at += HexDumpText.BytesEach;
            if (at >= bytes.Length || length > text.Length - before.Length - HexDumpText.LongestLine)
            {
                voice.Raw(text.AsSpan(0, length));
                length = 0;
            }
        }
        while (at < bytes.Length);

        ArrayPool<byte>.Shared.Return(text);
    }
}
