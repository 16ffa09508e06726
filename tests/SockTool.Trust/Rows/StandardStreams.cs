using SockTool.Trust.Contenders;
using SockTool.Trust.Stages;

namespace SockTool.Trust.Rows;

/// <summary>Descriptors 0 to 2 as a parent may hand them over: full, broken, closed, non-blocking, limited, a terminal in the background.</summary>
internal sealed class StandardStreams : IRow
{
    private const int Endless = 256 * Bytes.MiB;

    private static readonly Closed[] Closings = [.. Enumerable.Range(1, 7).Select(set => (Closed)set)];

    public string Name => "streams";

    public IEnumerable<Trial> Trials(Stage stage, Tool tool) => Enum.GetValues<Side>().SelectMany(side => Trials(stage, tool, side));

    private static IEnumerable<Trial> Trials(Stage stage, Tool tool, Side side) =>
    [
        new($"{side} /dev/full", _ => NoRoomAsync(stage, tool, side, line => $"exec {line} </dev/null >/dev/full")),
        new($"{side} file-size limit", _ => NoRoomAsync(stage, tool, side, line => $"ulimit -f 64; exec {line} </dev/null >{stage.FreshFolder()}/limited")),
        new($"{side} reader gone", _ => ReaderGoneAsync(stage, tool, side)),
        .. Closings.Select(closed => new Trial($"{side} closed: {closed}", _ => ClosedAsync(stage, tool, side, closed))),
        new($"{side} non-blocking", _ => NonBlockingAsync(stage, tool, side)),
        new($"{side} terminal in the background, read", _ => BackgroundAsync(stage, tool, side, "", [.. "typed\n"u8])),
        new($"{side} terminal in the background, written", _ => BackgroundAsync(stage, tool, side, "</dev/null", [])),
    ];

    private static async Task<Outcome> NoRoomAsync(Stage stage, Tool tool, Side side, Func<string, string> line)
    {
        await using var peer = await RawPeer.OfAsync(stage, tool, side, line);
        await peer.Socket.SayOutAsync(Bytes.Random(Bytes.MiB));
        return Judge.Of(tool, "most of what came was not written", [61], await peer.Process.ExitAsync(tool.Patience));
    }

    private static async Task<Outcome> ReaderGoneAsync(Stage stage, Tool tool, Side side)
    {
        await using var peer = await RawPeer.OfAsync(stage, tool, side, line => $"{line} </dev/null | head -c 10 >/dev/null; exit ${{PIPESTATUS[0]}}");
        await peer.Socket.SayOutAsync(new byte[Bytes.MiB], times: Endless / Bytes.MiB);
        return Judge.Of(tool, "all but 10 bytes were not read", [141], await peer.Process.ExitAsync(tool.Patience));
    }

    private static async Task<Outcome> ClosedAsync(Stage stage, Tool tool, Side side, Closed closed)
    {
        var input = closed.HasFlag(Closed.Input) ? 0 : 4095;
        var came = Bytes.Random(64 * Bytes.KiB);
        await using var peer = await RawPeer.OfAsync(stage, tool, side, line => $"exec {line} <{stage.Payload(input)} {Redirections(closed)}");
        var hearing = peer.Socket.HearOutAsync();
        await peer.Socket.SayOutAsync(came);
        var run = await peer.Process.ExitAsync(tool.Patience);
        var heard = await hearing;
        return closed.HasFlag(Closed.Output)
            ? Judge.Of(tool, "nothing was written", [61], run)
            : Judge.Of(tool, Comparison.Of(came, run.Bytes) ?? Comparison.Of(await File.ReadAllBytesAsync(stage.Payload(input)), heard), [0], run);
    }

    private static string Redirections(Closed closed) =>
        $"{(closed.HasFlag(Closed.Input) ? "<&-" : "")} {(closed.HasFlag(Closed.Output) ? ">&-" : "")} {(closed.HasFlag(Closed.Error) ? "2>&-" : "")}";

    /// <summary>Somebody else set O_NONBLOCK on our ends of the pipes, writes late and reads late.</summary>
    private static async Task<Outcome> NonBlockingAsync(Stage stage, Tool tool, Side side)
    {
        const string Set = "python3 -c 'import os, sys; os.set_blocking(0, False); os.set_blocking(1, False); os.execvp(sys.argv[1], sys.argv[1:])'";
        var (came, said) = (Bytes.Random(Bytes.MiB, 1), Bytes.Random(Bytes.MiB, 2));
        await using var peer = await RawPeer.OfAsync(stage, tool, side, line => $"exec {Set} {line}", Reading.Later);
        await peer.Socket.SayAsync(Bytes.Utf8("x"));
        var hearing = peer.Socket.HearOutAsync();
        var saying = peer.Socket.SayAsync(came);
        await using var late = new Conversation(stage, "sleep 0.3");
        await late.Process.ExitAsync();
        peer.Process.Read();
        await Conversation.SayAsync(peer.Process, said);
        await saying;
        var heard = await hearing;
        await peer.Socket.SayOutAsync([]);
        var run = await peer.Process.ExitAsync(tool.Patience);
        return Judge.Of(tool, Comparison.Of([.. "x"u8, .. came], run.Bytes) ?? Comparison.Of(said, heard), [0], run);
    }

    /// <summary>The kernel stops who reads, or under tostop writes, a terminal that is another's; once it is ours again, nothing is missing.</summary>
    private static async Task<Outcome> BackgroundAsync(Stage stage, Tool tool, Side side, string input, byte[] typed)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "background.py");
        await using var peer = await RawPeer.OfAsync(stage, tool, side, line => $"exec python3 {script} \"exec {line.Replace("'", "", StringComparison.Ordinal)} {input} 2>/dev/null\"");
        await peer.Socket.SayAsync("words");
        var heard = await peer.Socket.HearOutAsync();
        peer.Socket.Dispose();
        var run = await peer.Process.ExitAsync(tool.Patience);
        var shown = run.Output == "words" ? null : $"the terminal showed \"{run.Output}\"";
        return Judge.Of(tool, Comparison.Of(typed, heard) ?? shown, [0], run);
    }

    [Flags]
    private enum Closed
    {
        None = 0,
        Input = 1,
        Output = 2,
        Error = 4,
    }
}
