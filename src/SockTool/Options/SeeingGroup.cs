using System.CommandLine;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Observers;
using static SockTool.Options.Prominence;

namespace SockTool.Options;

/// <summary>What there is to see.</summary>
internal enum SeeingScope
{
    /// <summary>Sessions, and what passed in them.</summary>
    Sessions,

    /// <summary>Only that there is a connection, or none.</summary>
    Connects,
}

internal sealed class SeeingGroup : OptionGroup
{
    private readonly Option<string?>? output;
    private readonly Option<string?>? input;

    /// <param name="scope">What there is to see.</param>
    /// <param name="data">Whose output file may be appended to as well, and whose files are not to be written over; null where there is none.</param>
    public SeeingGroup(SeeingScope scope = SeeingScope.Sessions, DataGroup? data = null)
    {
        (output, input) = (data?.Output, data?.Input);
        Verbose = Flag(Common, "--verbose", "-v");
        Quiet = Flag(Common, "--quiet", "-q");
        Format = Value(Full, "text|json", "--log-format");
        Verdict = Value(Full, "FILE", "--verdict");
        if (scope == SeeingScope.Sessions)
        {
            Statistics = Flag(Common, "--stats");
            Digest = Value(Full, "sha256", "--digest");
            Progress = Value(Full, "auto|always|never", "--progress");
            Hex = Flag(Full, "--hex");
            Tee = Value(Full, "FILE", "--tee");
            Append = data?.Append ?? Flag(Full, "--append");
            Explain = Flag(Full, "--explain");
            Packets = Value(Full, "FILE", "--pcap");
            Record = Value(Full, "FILE", "--record");
            RecordChunks = Flag(Full, "--record-chunks");
            RecordTiming = Flag(Full, "--record-timing");
        }
    }

    public override string Name => "seeing";

    public Option<bool> Verbose { get; }

    public Option<bool> Quiet { get; }

    public Option<string?> Format { get; }

    public Option<string?> Verdict { get; }

    public Option<bool>? Statistics { get; }

    public Option<string?>? Digest { get; }

    public Option<string?>? Progress { get; }

    public Option<bool>? Hex { get; }

    public Option<string?>? Tee { get; }

    public Option<bool>? Append { get; }

    public Option<bool>? Explain { get; }

    public Option<string?>? Packets { get; }

    public Option<string?>? Record { get; }

    public Option<bool>? RecordChunks { get; }

    public Option<bool>? RecordTiming { get; }

    /// <summary>Refuses to explain what is no TCP, and to write packets of what has none. What an inherited descriptor is shows only when it is used.</summary>
    public void Contradictions(Binder binder, Endpoint peer)
    {
        if (Explain is not null && binder.Has(Explain) && peer is UdpEndpoint or UnixEndpoint or ExecEndpoint)
        {
            throw new UsageException(binder.Messages.NotExplained(Explain.Name, peer.ToString()), binder.Messages.NotExplainedHint(peer.ToString()));
        }

        if (Packets is not null && binder.Has(Packets) && peer is UnixEndpoint or ExecEndpoint)
        {
            throw new UsageException(binder.Messages.NotCaptured(Packets.Name, peer.ToString()));
        }
    }

    public SeeingSettings Bind(Binder binder)
    {
        binder.NotBoth(Verbose, Quiet);
        if (Append is not null && Tee is not null && !binder.Has(Tee))
        {
            binder.Needs(Append, output ?? Tee);
        }

        RefuseSame(binder, Files(binder));
        return new SeeingSettings
        {
            Verbosity = binder.Has(Quiet) ? Verbosity.Quiet : binder.Count(Verbose) switch
            {
                0 => Verbosity.Usual,
                1 => Verbosity.Events,
                _ => Verbosity.Everything,
            },
            Format = binder.OneOf(Format, LogFormat.Text, ("text", LogFormat.Text), ("json", LogFormat.Json)),
            VerdictFile = binder.FileName(Verdict),
            Statistics = Statistics is not null && binder.Has(Statistics),
            Digest = Digest is not null && binder.OneOf(Digest, otherwise: false, ("sha256", true)),
            Progress = BindProgress(binder),
            HexDump = Hex is not null && binder.Has(Hex),
            TeeFile = Tee is null ? null : binder.FileName(Tee),
            TeeWriting = Append is not null && binder.Has(Append) ? FileWriting.Append : FileWriting.Over,
            Explain = Explain is not null && binder.Has(Explain),
            PacketFile = Packets is null ? null : binder.FileName(Packets),
            Record = BindRecord(binder),
        };
    }

    /// <summary>Refuses that one of the command's own files is one of these.</summary>
    /// <param name="binder">What was typed.</param>
    /// <param name="others">What each file is to the command, and its name; null where there is none.</param>
    public void RefuseSameFile(Binder binder, params (string What, string? File)[] others) =>
        RefuseSame(binder, [.. from other in others where !string.IsNullOrEmpty(other.File) select (other.What, other.File), .. Files(binder)]);

    /// <summary>Whatever is written or read, each as it was typed.</summary>
    private IEnumerable<(string What, string File)> Files(Binder binder) =>
        from option in new[] { Tee, Record, Packets, Verdict, output, input }.OfType<Option<string?>>()
        where !binder.IsStream(option) && !string.IsNullOrEmpty(binder.Text(option))
        select (option.Name, binder.Text(option)!);

    /// <summary>What one of them writes the other would overwrite, or be read as the input of. Of a device there is no end, and what is written to one descriptor goes on where it is.</summary>
    private static void RefuseSame(Binder binder, IEnumerable<(string What, string File)> files)
    {
        if (files.GroupBy(one => PlaceOf(one.File), StringComparer.Ordinal)
            .FirstOrDefault(same => !same.Key.StartsWith("/dev/", StringComparison.Ordinal) && same.Skip(1).Any() && same.Any(one => HeldDescriptor.NumberIn(one.File) is null))?.ToList() is [var one, var other, ..])
        {
            throw new UsageException(binder.Messages.NotBoth($"{one.What} {one.File}", $"{other.What} {other.File}"));
        }
    }

    // No file has such a name: opening it will say so.
    private static string PlaceOf(string file) => file.Contains('\0') ? file : HeldDescriptor.FileBehind(file) ?? Path.GetFullPath(file);

    private ProgressMode BindProgress(Binder binder) => Progress is null ? ProgressMode.Never
        : binder.Text(Progress) is "" ? ProgressMode.Auto
        : binder.OneOf(Progress, ProgressMode.Never, ("auto", ProgressMode.Auto), ("always", ProgressMode.Always), ("never", ProgressMode.Never));

    private RecordSettings? BindRecord(Binder binder)
    {
        if (Record is null || RecordChunks is null || RecordTiming is null)
        {
            return null;
        }

        binder.Needs(RecordChunks, Record);
        binder.Needs(RecordTiming, Record);
        var pieces = binder.Has(RecordChunks) ? RecordedPieces.AsTheyCame : RecordedPieces.Joined;
        var times = binder.Has(RecordTiming) ? RecordedTimes.Between : RecordedTimes.None;
        return binder.FileName(Record) is { } file ? new RecordSettings(file, $"sock {binder.CommandAndAddress}", pieces, times) : null;
    }
}
