using SockTool.Core.Connections;
using SockTool.Core.Observers;

namespace SockTool.Options;

/// <summary>How much is told on standard error.</summary>
internal enum Verbosity
{
    Quiet,
    Usual,
    Events,
    Everything,
}

/// <summary>In which form events are told.</summary>
internal enum LogFormat
{
    Text,
    Json,
}

/// <summary>When it is told how far a run is.</summary>
internal enum ProgressMode
{
    Never,

    /// <summary>On a terminal, and when it takes more than a second.</summary>
    Auto,
    Always,
}

/// <summary>What is to be seen of a run.</summary>
internal sealed record SeeingSettings
{
    public Verbosity Verbosity { get; init; } = Verbosity.Usual;

    public LogFormat Format { get; init; }

    public string? VerdictFile { get; init; }

    public bool Statistics { get; init; }

    public bool Digest { get; init; }

    public ProgressMode Progress { get; init; }

    /// <summary>Whether the bytes themselves are shown.</summary>
    public bool HexDump { get; init; }

    /// <summary>Where the raw bytes are written to; null for nowhere.</summary>
    public string? TeeFile { get; init; }

    public FileWriting TeeWriting { get; init; } = FileWriting.Over;

    /// <summary>Whether the story of each TCP connection is told.</summary>
    public bool Explain { get; init; }

    /// <summary>Where packets are written to; null for nowhere.</summary>
    public string? PacketFile { get; init; }

    /// <summary>Where sessions are recorded, and how; null for nowhere.</summary>
    public RecordSettings? Record { get; init; }
}
