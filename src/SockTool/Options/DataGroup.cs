using System.CommandLine;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Sessions;
using SockTool.Core.Transports;
using SockTool.Core.Values;
using static SockTool.Options.Prominence;

namespace SockTool.Options;

/// <summary>How line ends of our input go out.</summary>
internal enum LineEnds
{
    AsTheyAre,
    CarriageReturnLineFeed,
}

/// <summary>What goes in and out, and when the session ends.</summary>
internal sealed record DataSettings
{
    public string? InputFile { get; init; }

    public string? OutputFile { get; init; }

    public FileWriting Writing { get; init; }

    /// <summary>Messages in place of an input; null where none are given.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>>? Payload { get; init; }

    public LineEnds LineEnds { get; init; }

    /// <summary>The end policy; its peer-close rule is null where the user left it to the situation.</summary>
    public RelaySettings Relay { get; init; } = new();

    public PeerClose? PeerClose { get; init; }

    public long? ExpectedBytes { get; init; }

    /// <summary>Lower-case hexadecimal.</summary>
    public string? ExpectedSha256 { get; init; }
}

internal sealed class DataGroup : OptionGroup
{
    private const long MaximumBuffer = 16 * 1024 * 1024;

    public DataGroup()
    {
        BufferSize = Value(Common, "SIZE", "--buffer-size", "-b");
        Input = Value(Common, "FILE", "--input");
        Output = Value(Common, "FILE", "--output");
        Append = Flag(Full, "--append");
        Send = Values(Common, "TEXT", "--send");
        SendHex = Values(Full, "HEX", "--send-hex");
        Crlf = Flag(Common, "--crlf");
        SendOnly = Flag(Common, "--send-only");
        ReceiveOnly = Flag(Common, "--recv-only");
        NoShutdown = Flag(Full, "--no-shutdown");
        Linger = Value(Full, "D", "--linger");
        OnPeerClose = Value(Full, "auto|finish|quit", "--on-peer-close");
        Close = Value(Full, "fin|reset", "--close");
        MaxReceive = Value(Full, "SIZE", "--max-receive");
        ExpectBytes = Value(Full, "SIZE", "--expect-bytes");
        ExpectSha256 = Value(Full, "HEX", "--expect-sha256");
    }

    public override string Name => "data";

    public Option<string?> BufferSize { get; }

    public Option<string?> Input { get; }

    public Option<string?> Output { get; }

    public Option<bool> Append { get; }

    public Option<string[]> Send { get; }

    public Option<string[]> SendHex { get; }

    public Option<bool> Crlf { get; }

    public Option<bool> SendOnly { get; }

    public Option<bool> ReceiveOnly { get; }

    public Option<bool> NoShutdown { get; }

    public Option<string?> Linger { get; }

    public Option<string?> OnPeerClose { get; }

    public Option<string?> Close { get; }

    public Option<string?> MaxReceive { get; }

    public Option<string?> ExpectBytes { get; }

    public Option<string?> ExpectSha256 { get; }

    /// <summary>The options that say what is sent, and how.</summary>
    public IReadOnlyList<Option> AboutSending => [Input, Send, SendHex, Crlf, SendOnly, NoShutdown, Linger, OnPeerClose];

    public DataSettings Bind(Binder binder, TimeSettings time)
    {
        Contradictions(binder);
        return new DataSettings
        {
            InputFile = binder.FileOrStream(Input),
            OutputFile = binder.FileOrStream(Output),
            Writing = binder.Has(Append) ? FileWriting.Append : FileWriting.Replace,
            Payload = ReadPayload(binder),
            LineEnds = binder.Has(Crlf) ? LineEnds.CarriageReturnLineFeed : LineEnds.AsTheyAre,
            PeerClose = binder.OneOf(OnPeerClose, null, ("auto", (PeerClose?)null), ("finish", PeerClose.Finish), ("quit", PeerClose.Quit)),
            ExpectedBytes = binder.Size(ExpectBytes),
            ExpectedSha256 = ReadHash(binder),
            Relay = new RelaySettings
            {
                Directions = binder.Has(SendOnly) ? Directions.SendOnly : binder.Has(ReceiveOnly) ? Directions.ReceiveOnly : Directions.Both,
                Interleaving = time.Operations.Read == TimeSpan.Zero ? Interleaving.SendFirst : Interleaving.AtOnce,
                InputEnd = binder.Has(NoShutdown) ? InputEnd.KeepOpen : InputEnd.HalfClose,
                Close = binder.OneOf(Close, CloseMode.Fin, ("fin", CloseMode.Fin), ("reset", CloseMode.Reset)),
                Linger = binder.Duration(Linger) ?? Timeout.InfiniteTimeSpan,
                Idle = time.Idle,
                Engine = EngineSetting.InForce,
                ReceiveSize = (int?)binder.Size(BufferSize, 1, MaximumBuffer),
                MaxReceive = binder.Size(MaxReceive, 0, long.MaxValue) ?? long.MaxValue,
            },
        };
    }

    /// <summary>Nothing tells an end of datagrams, so there is none to choose.</summary>
    public void Contradictions(Binder binder, Endpoint endpoint)
    {
        if (endpoint is UdpEndpoint && binder.Has(Close))
        {
            throw new UsageException(binder.Messages.NotBoth(Close.Name, endpoint.ToString()));
        }
    }

    /// <summary>Who only sends reads no messages, and pings come behind them.</summary>
    public SocketSettings Apply(Binder binder, SocketSettings settings) => binder.Has(SendOnly)
        ? settings with { WebSocket = settings.WebSocket with { Received = WebSocketReceived.Discarded } }
        : settings;

    private void Contradictions(Binder binder)
    {
        binder.NotBoth(SendOnly, ReceiveOnly);
        binder.NotBoth(Input, Send);
        binder.NotBoth(Input, SendHex);
        binder.NotBoth(ReceiveOnly, Send);
        binder.NotBoth(ReceiveOnly, SendHex);
        binder.NotBoth(ReceiveOnly, Input);
        binder.NotBoth(SendOnly, Output);
        binder.NotBoth(SendOnly, MaxReceive);
        binder.NotBoth(SendOnly, ExpectBytes);
        binder.NotBoth(SendOnly, ExpectSha256);
        if (binder.Has(Append) && binder.IsStream(Output))
        {
            throw new UsageException(binder.Messages.NotBoth(Append.Name, $"{Output.Name} {binder.Text(Output)}"));
        }
    }

    // --send and --send-hex go out as they stand on the command line; a name ahead of each value tells which is which.
    private List<ReadOnlyMemory<byte>>? ReadPayload(Binder binder)
    {
        if (!binder.Has(Send) && !binder.Has(SendHex))
        {
            return null;
        }

        return
        [
            .. binder.InOrder(Send, SendHex).Select(given => (ReadOnlyMemory<byte>)(given.Option == Send
                ? binder.Read<byte[]>(Send, given.Text, EscapedText.TryParse)
                : binder.Read<byte[]>(SendHex, given.Text, HexText.TryParse))),
        ];
    }

    private string? ReadHash(Binder binder)
    {
        const int Sha256Bytes = 32;
        if (binder.Text(ExpectSha256) is not { } text)
        {
            return null;
        }

        if (HexText.TryParse(text, out var hash, out var problem) && hash.Length == Sha256Bytes)
        {
            return Convert.ToHexStringLower(hash);
        }

        throw problem is { Kind: not ParseProblemKind.HexOdd }
            ? binder.Wrong(ExpectSha256, problem)
            : new UsageException(binder.Messages.NotASha256(ExpectSha256.Name, text, text.Count(char.IsAsciiHexDigit)));
    }
}
