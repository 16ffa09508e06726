using System.Globalization;
using System.Net.Sockets;

namespace SockTool.EndToEnd;

/// <summary>The same seed, the same faults: what two clients got, byte by byte, and how it ended.</summary>
public sealed class FaultRepeatTests
{
    private const string Words = "the quick brown fox jumps over the lazy dog\n";

    [Theory]
    [InlineData("silent")]
    [InlineData("half-close-first")]
    [InlineData("reset-after=44")] // all there are: a write after a reset would take the news of it away from the read
    [InlineData("close-after=20")]
    [InlineData("slow-read=1000")]
    [InlineData("drip=1000")]
    [InlineData("corrupt=0.1")]
    [InlineData("latency=20ms~10ms")]
    public async Task Every_fault_twice_with_one_seed(string fault)
    {
        var first = await SessionsAsync(fault, seed: 7, piece: Words.Length);
        Assert.Equal(first, await SessionsAsync(fault, seed: 7, piece: 5));
        var settings = new VerifyTests.VerifySettings();
        settings.UseTextForParameters(fault.Split('=')[0]);
        await VerifyXunit.Verifier.Verify(first, settings);
    }

    [Fact]
    public async Task Never_accepted_twice_is_the_same_nothing()
    {
        for (var i = 0; i < 2; i++)
        {
            await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0 --fault never-accept --seed 7");
            (await Sock.RunAsync($"connect {server.Address} --send x --idle-timeout 200ms")).Exits(21);
        }
    }

    [Fact]
    public async Task Another_seed_changes_other_bytes() => Assert.NotEqual(
        await SessionsAsync("corrupt=0.1", seed: 7, piece: 5),
        await SessionsAsync("corrupt=0.1", seed: 8, piece: 5),
        StringComparer.Ordinal);

    [Fact]
    public async Task A_seed_that_was_chosen_is_told_and_repeats_the_run()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0 --fault corrupt=0.5 -v");
        await server.Error.ContainsAsync("repeats them");
        var seed = server.Error.Text.Split("--seed ")[1].Split(' ')[0];
        var first = (await Sock.RunAsync($"connect {server.Address}", Words)).Exits(0);
        await using var again = await Sock.ServeAsync($"echo-server 127.0.0.1:0 --fault corrupt=0.5 --seed {seed}");
        Assert.Equal(Convert.ToHexString(first.Bytes), Convert.ToHexString((await Sock.RunAsync($"connect {again.Address}", Words)).Exits(0).Bytes));
    }

    private static async Task<string> SessionsAsync(string fault, int seed, int piece)
    {
        await using var server = await Sock.ServeAsync(string.Create(CultureInfo.InvariantCulture, $"echo-server 127.0.0.1:0 --clients 2 --fault {fault} --seed {seed}"));
        var told = "";
        for (var number = 1; number <= 2; number++)
        {
            var session = await SessionAsync(server.Port, piece);
            told += string.Create(CultureInfo.InvariantCulture, $"== client {number} ==\n{session}\n");
        }

        return $"{told}== server, exit {(await server.ExitAsync()).ExitCode} ==\n";
    }

    // One byte after another: what has come does not depend on how fast.
    private static async Task<string> SessionAsync(int port, int piece)
    {
        using var client = new TcpClient("127.0.0.1", port) { NoDelay = true };
        var talking = TalkAsync(client.Client, piece);
        var heard = new List<byte>();
        var one = new byte[1];
        try
        {
            while (await client.Client.ReceiveAsync(one).WaitAsync(Until.Deadline) > 0)
            {
                heard.Add(one[0]);
            }

            return $"{Show(heard)}\nFIN";
        }
        catch (SocketException reset)
        {
            return $"{Show(heard)}\n{reset.SocketErrorCode}";
        }
        finally
        {
            await talking;
        }
    }

    private static async Task TalkAsync(Socket client, int piece)
    {
        try
        {
            for (var i = 0; i < Words.Length; i += piece)
            {
                await client.SayAsync(Words[i..Math.Min(i + piece, Words.Length)]);
            }

            client.Finish();
        }
        catch (SocketException)
        {
            // The server has gone, as it was to.
        }
    }

    private static string Show(List<byte> bytes) => string.Concat(bytes.Select(one => one is >= 0x20 and < 0x7f ? $"{(char)one}" : $"\\x{one:x2}"));
}
