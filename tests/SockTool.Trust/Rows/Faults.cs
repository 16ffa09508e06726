using SockTool.Benchmarks.Peers;
using SockTool.Trust.Contenders;
using SockTool.Trust.Stages;

namespace SockTool.Trust.Rows;

/// <summary>
/// System calls that fail, injected by strace(1): what can be tried again is tried again, and everything else is an exit
/// code that tells. Left out are the calls that do not move our bytes: of read and write, all but those on the input and
/// the output, since a program's loader and a runtime make them too, each for itself.
/// </summary>
internal sealed class Faults : IRow
{
    private const int Said = 300_000;
    private const int QuickAlone = 120;
    private const int QuickBetween = 30;
    private const string Read = "read";
    private const string Write = "write";

    /// <summary>
    /// What the manual page of each call lists, but for what only a mistake of the caller's would bring. No EAGAIN for accept4: the
    /// framework waits for edges (epoll(7)), of which the kernel gives one for each client and an injected failure none.
    /// </summary>
    private static readonly (string Call, string[] Errors)[] Calls =
    [
        ("accept4", ["EINTR", "ECONNABORTED", "EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "EPROTO", "EPERM"]),
        ("connect", ["EINTR", "EAGAIN", "ENOBUFS", "EMFILE", "ECONNABORTED", "ECONNREFUSED", "ENETUNREACH", "ETIMEDOUT", "EADDRNOTAVAIL"]),
        ("recvfrom", ["EINTR", "EAGAIN", "ENOBUFS", "ENOMEM", "ECONNABORTED", "ECONNRESET", "ETIMEDOUT"]),
        ("recvmsg", ["EINTR", "EAGAIN", "ENOBUFS", "ENOMEM", "ECONNABORTED", "ECONNRESET", "ETIMEDOUT"]),
        ("sendto", ["EINTR", "EAGAIN", "ENOBUFS", "ENOMEM", "ECONNABORTED", "ECONNRESET", "EPIPE"]),
        ("sendmsg", ["EINTR", "EAGAIN", "ENOBUFS", "ENOMEM", "ECONNABORTED", "ECONNRESET", "EPIPE"]),
        (Read, ["EINTR", "EAGAIN", "EIO", "ENOBUFS"]),
        (Write, ["EINTR", "EAGAIN", "EIO", "ENOSPC", "EDQUOT", "EFBIG"]),
        ("splice", ["EINTR", "EAGAIN", "EINVAL", "ENOMEM"]),
        ("sendfile", ["EINTR", "EAGAIN", "EINVAL", "EIO", "ENOMEM", "EOVERFLOW"]),
        ("epoll_wait,epoll_pwait", ["EINTR"]),
        ("poll,ppoll", ["EINTR", "EAGAIN", "ENOMEM"]),
        ("shutdown", ["ENOTCONN", "ENOBUFS"]),
    ];

    private static readonly string[] Occasions = ["1", "2", "1+2", "3..5"];
    private static readonly int[] Documented = [0, 1, 10, 11, 12, 13, 15, 23, 24, 30, 31, 60, 61];

    /// <summary>Between two of ours: nobody came, a handshake failed, a cut.</summary>
    private static readonly int[] DocumentedOfBoth = [.. Documented, 20, 32, 40, 41];

    public string Name => "faults";

    public IEnumerable<Trial> Trials(Stage stage, Tool tool)
    {
        if (SearchPath.Find("strace") is null)
        {
            return [new Trial("strace", _ => throw new NotPermittedException("strace is not installed"))];
        }

        return [.. Some(stage, Alone(stage, tool), QuickAlone * tool.Engines.Count / 2), .. tool.IsOurs ? Some(stage, Between(stage, tool), QuickBetween) : []];
    }

    private static Trial[] Some(Stage stage, IEnumerable<Trial> trials, int quick)
    {
        var all = trials.ToArray();
        new Random(stage.Settings.Seed).Shuffle(all);
        return stage.Settings.Long || stage.Settings.Trial.Length > 0 ? all : all[..quick];
    }

    /// <summary>The tool and a socket of ours.</summary>
    private static IEnumerable<Trial> Alone(Stage stage, Tool tool) =>
        from side in Enum.GetValues<Side>()
        from engine in tool.Engines
        from one in Calls
        where one.Call != (side is Side.Server ? "connect" : "accept4")
        from error in one.Errors
        from occasion in Occasions
        let fault = new Fault(one.Call, error, occasion)
        select new Trial($"{side} {engine} {fault}", _ => RunAsync(stage, tool, side, engine, fault));

    /// <summary>Two of the tool, for what a socket does not speak; and two that go through a relay: what it loses, an end must tell.</summary>
    private static IEnumerable<Trial> Between(Stage stage, Tool tool) =>
    [
        .. from carrier in new[] { Carrier.Unix, Carrier.Tls, Carrier.WebSocket }
           from side in Enum.GetValues<Side>()
           from engine in carrier is Carrier.Unix ? tool.Engines : [Tool.Fastest]
           from fault in FaultsOfSockets
           where fault.Call != (side is Side.Server ? "connect" : "accept4")
           let exchange = Under(fault, stage, tool, carrier) with { Engine = engine, Before = who => who == side ? fault.Injected() : "" }
           select new Trial($"{side} {carrier} {engine} {fault}", _ => exchange.RunAsync()),
        .. from engine in tool.Engines
           from fault in FaultsOfSockets
           let exchange = Under(fault, stage, tool, Carrier.Tcp4) with { Engine = engine, Relay = fault.Injected() }
           select new Trial($"Relay {engine} {fault}", _ => exchange.RunAsync()),
    ];

    private static IEnumerable<Fault> FaultsOfSockets =>
        from one in Calls
        where one.Call is not (Read or Write)
        from error in one.Errors
        from occasion in Occasions
        select new Fault(one.Call, error, occasion);

    private static Exchange Under(Fault fault, Stage stage, Tool tool, Carrier carrier) => new(stage, tool, carrier)
    {
        ToServer = Said,
        ToClient = Said,
        OurOptions = "--on-peer-close finish --timeout 5s",
        Wanted = fault.IsToBeTriedAgain ? [0] : DocumentedOfBoth,
    };

    private static async Task<Outcome> RunAsync(Stage stage, Tool tool, Side side, string engine, Fault fault)
    {
        var came = Bytes.Random(Said);
        var (input, output) = (stage.Payload(Said), $"{stage.FreshFolder()}/out");
        var only = fault.Call is Read or Write ? $"-P {input} -P {output}" : "";
        await using var peer = await RawPeer.OfAsync(stage, tool, side, line => $"exec {fault.Injected(only)} {line} <{input} >{output}", engine: engine);
        var hearing = peer.Socket.HearOutAsync();
        await peer.Socket.SayOutAsync(came);
        var run = await peer.Process.ExitAsync(tool.Patience);
        peer.Socket.Dispose();
        var loss = Comparison.Of(came, await File.ReadAllBytesAsync(output)) ?? Comparison.Of(await File.ReadAllBytesAsync(input), await hearing);
        return Judge.Of(tool, loss, fault.IsToBeTriedAgain ? [0] : Documented, run);
    }

    private sealed record Fault(string Call, string Error, string Occasion)
    {
        /// <summary>A connect that is interrupted goes on by itself (connect(2)), which an injected one cannot.</summary>
        public bool IsToBeTriedAgain => Error is "EINTR" or "EAGAIN" && Call != "connect";

        public override string ToString() => $"{Call} {Error} when={Occasion}";

        /// <param name="only">The paths of which it is true; of all where there are none.</param>
        public string Injected(string only = "") => $"strace -f -o /dev/null {only} -e trace={Call} -e inject={Call}:error={Error}:when={Occasion}";
    }
}
