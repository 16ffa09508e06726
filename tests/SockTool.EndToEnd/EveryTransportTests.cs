namespace SockTool.EndToEnd;

/// <summary>Every transport, and a relay between each pair of them: a file each way, hashes equal.</summary>
public sealed class EveryTransportTests : IDisposable
{
    private static readonly int Size = (Bytes.Long ? 64 : 1) * Bytes.MiB;

    private static readonly string[] Transports = ["tcp4", "tcp6", "unix", "tls", "tls+unix", "ws", "wss"];

    private readonly Folder folder = new();
    private int paths;

    /// <summary>All pairs for the native program; a ring of them for the one that compiles as it goes.</summary>
    public static TheoryData<string, string> Pairs()
    {
        var pairs = new TheoryData<string, string>();
        for (var i = 0; i < Transports.Length; i++)
        {
            for (var j = 0; j < Transports.Length; j++)
            {
                if (Sock.IsNative || j == (i + 1) % Transports.Length)
                {
                    pairs.Add(Transports[i], Transports[j]);
                }
            }
        }

        return pairs;
    }

    public static TheoryData<string> Each() => [.. Transports];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Each))]
    public async Task A_file_each_way(string transport) => await TransferAsync(transport, []);

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_file_each_way_through_a_relay(string from, string to) => await TransferAsync(to, [from]);

    private async Task TransferAsync(string last, string[] before)
    {
        await folder.WriteAsync("ours", Bytes.Random(Size, seed: 1));
        await folder.WriteAsync("theirs", Bytes.Random(Size, seed: 2));
        await using var server = await Sock.ServeAsync($"listen {At(last)} --input {folder["theirs"]} --output {folder["theirs.got"]}");
        var address = server.Address;
        var relays = new Stack<RunningServer>();
        foreach (var transport in before)
        {
            relays.Push(await Sock.ServeAsync($"relay {At(transport)} {address}"));
            address = relays.Peek().Address;
        }

        (await Sock.RunAsync($"connect {address} --input {folder["ours"]} --output {folder["ours.got"]}")).Exits(0);
        (await server.ExitAsync()).Exits(0);
        foreach (var relay in relays)
        {
            await relay.DisposeAsync();
        }

        Assert.Equal(await Bytes.HashOfFileAsync(folder["ours"]), await Bytes.HashOfFileAsync(folder["theirs.got"]));
        Assert.Equal(await Bytes.HashOfFileAsync(folder["theirs"]), await Bytes.HashOfFileAsync(folder["ours.got"]));
    }

    private string At(string transport) => transport switch
    {
        "tcp4" => "127.0.0.1:0",
        "tcp6" => "[::1]:0",
        "unix" => $"unix:{folder[$"{paths++}"]}",
        "tls" => "tls://127.0.0.1:0",
        "tls+unix" => $"tls+unix:{folder[$"{paths++}"]}",
        "ws" => "ws://127.0.0.1:0/here",
        _ => "wss://127.0.0.1:0/here",
    };
}
