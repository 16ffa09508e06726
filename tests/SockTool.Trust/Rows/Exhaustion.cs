using System.Net.Sockets;
using SockTool.Trust.Contenders;
using SockTool.Trust.Stages;

namespace SockTool.Trust.Rows;

/// <summary>The system gives no more: descriptors, children, and places for clients.</summary>
internal sealed class Exhaustion : IRow
{
    private const int Said = 64 * Bytes.KiB;
    private const int Crowd = 100;

    private static readonly string Forkless = $"python3 {Path.Combine(AppContext.BaseDirectory, "forkless.py")}";

    // The code is the documented one of whatever did not go; 127 is the loader's, before the program begins.
    private static readonly int[] Documented = [0, 1, 11, 12, 15, 30, 31, 60, 61, 127];

    public string Name => "exhaustion";

    public IEnumerable<Trial> Trials(Stage stage, Tool tool) =>
    [
        .. from side in Enum.GetValues<Side>()
           from descriptors in Enumerable.Range(3, 18)
           select new Trial($"{side} {descriptors} descriptors", _ => FewDescriptorsAsync(stage, tool, side, descriptors)),
        .. tool.IsOurs
            ? [
                new Trial("crowd beyond the descriptors", _ => CrowdAsync(stage, tool)),
                new Trial("child cannot be forked", _ => NoChildAsync(stage, tool, Forkless, "cat", "EAGAIN")),
                new Trial("no child, and none can be forked", _ => ForklessAsync(stage, tool)),
                new Trial("child cannot be found", _ => NoChildAsync(stage, tool, "", "/nowhere/cat", "ENOENT")),
            ]
            : Array.Empty<Trial>(),
    ];

    private static async Task<Outcome> FewDescriptorsAsync(Stage stage, Tool tool, Side side, int descriptors)
    {
        var came = Bytes.Random(Said);
        await using var peer = await RawPeer.OfAsync(stage, tool, side, line => $"exec prlimit --nofile={descriptors} {line} <{stage.Payload(Said)}");
        var hearing = peer.Socket.HearOutAsync();
        await peer.Socket.SayOutAsync(came);
        var run = await peer.Process.ExitAsync(tool.Patience);
        peer.Socket.Dispose();
        var loss = Comparison.Of(came, run.Bytes) ?? Comparison.Of(await File.ReadAllBytesAsync(stage.Payload(Said)), await hearing);
        return Judge.Of(tool, loss, Documented, run);
    }

    /// <summary>Rules K2 and K5: while a crowd holds every place nobody spins, and a place that is free again is given again.</summary>
    private static async Task<Outcome> CrowdAsync(Stage stage, Tool tool)
    {
        var ready = $"{stage.FreshFolder()}/ready";
        await using var server = new Conversation(stage, $"exec prlimit --nofile=40 {tool.Path} echo-server 127.0.0.1:0 --ready-file {ready}");
        await Until.TrueAsync(() => File.Exists(ready));
        var at = (await File.ReadAllTextAsync(ready)).Trim();
        var crowd = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(_ => Wire.DialAsync(at)));
        var load = await Load.OverAsync(server.Process, TimeSpan.FromSeconds(1));
        Array.ForEach(crowd, client => client.Dispose());
        Assert.True(load < 0.1, $"{load:P0} of a processor while the crowd waits");

        byte[] answer = [];
        await Until.TrueAsync(() => (answer = Ask(at)).Length > 0, "an answer after the crowd has gone");
        Assert.Equal("words"u8.ToArray(), answer);
        return Outcome.Held;
    }

    private static byte[] Ask(string at)
    {
        try
        {
            using var client = Wire.DialAsync(at).GetAwaiter().GetResult();
            client.SayAsync("words").GetAwaiter().GetResult();
            client.Finish();
            return client.HearAllAsync().GetAwaiter().GetResult();
        }
        catch (SocketException)
        {
            return [];
        }
    }

    /// <param name="before">Words before the command line.</param>
    /// <param name="child">The program to start.</param>
    /// <param name="why">What must stand in the error: a fault that did not hit proves nothing.</param>
    private static async Task<Outcome> NoChildAsync(Stage stage, Tool tool, string before, string child, string why)
    {
        var said = Bytes.Random(Said);
        await using var peer = await RawPeer.OfAsync(stage, tool, Side.Server, line => $"exec {before} {line} --exec -- {child}");
        var hearing = peer.Socket.HearOutAsync();
        await peer.Socket.SayOutAsync(said);
        var run = await peer.Process.ExitAsync(tool.Patience);
        ThrowIfNotForkless(run);
        Assert.Contains(why, run.Error, StringComparison.Ordinal);
        return Judge.Of(tool, Comparison.Of(said, await hearing), [1], run);
    }

    /// <summary>The fault is of processes alone: threads there are as ever, and who needs no child loses nothing.</summary>
    private static async Task<Outcome> ForklessAsync(Stage stage, Tool tool)
    {
        var came = Bytes.Random(Said);
        await using var peer = await RawPeer.OfAsync(stage, tool, Side.Server, line => $"exec {Forkless} {line} <{stage.Payload(Said)}");
        var hearing = peer.Socket.HearOutAsync();
        await peer.Socket.SayOutAsync(came);
        var run = await peer.Process.ExitAsync(tool.Patience);
        ThrowIfNotForkless(run);
        return Judge.Of(tool, Comparison.Of(came, run.Bytes) ?? Comparison.Of(await File.ReadAllBytesAsync(stage.Payload(Said)), await hearing), [0], run);
    }

    private static void ThrowIfNotForkless(Run run)
    {
        if (run.Error.StartsWith("forkless: ", StringComparison.Ordinal))
        {
            throw new NotPermittedException(run.Error.Trim());
        }
    }
}
