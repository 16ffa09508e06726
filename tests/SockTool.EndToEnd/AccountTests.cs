using System.Text.Json;
using System.Text.RegularExpressions;
using VerifyXunit;

namespace SockTool.EndToEnd;

/// <summary>What is told of each connection and each client: <c>--stats</c>, <c>--digest</c>, <c>--show-options</c>, <c>--verdict</c>.</summary>
public sealed partial class AccountTests : IDisposable
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n" };

    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Stats()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 --send-only --send bye");
        await Verifier.Verify(Scrubbed((await Sock.RunAsync($"connect {server.Address} --stats", "hello")).Exits(0).Error));
    }

    [Fact]
    public async Task Digest()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        await Verifier.Verify((await Sock.RunAsync($"connect {server.Address} --digest sha256", "abc")).Exits(0).Error);
    }

    [SkippableFact]
    public async Task Show_options()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Linux doubles buffers");
        await using var relay = await Sock.ServeAsync("relay 127.0.0.1:0 exec:cat --clients 1 -o rcvbuf=65536 --show-options=rcvbuf,nodelay,keepalive");
        (await Sock.RunAsync($"connect {relay.Address}", "hello")).Exits(0);
        await Verifier.Verify(Scrubbed((await relay.ExitAsync()).Exits(0).Error));
    }

    [Fact]
    public async Task Verdict()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        await using var relay = await Sock.ServeAsync($"relay 127.0.0.1:0 {server.Address} --clients 2 --digest sha256 --verdict {folder["verdict"]}");
        await TalkTwiceAsync(relay);
        (await relay.ExitAsync()).Exits(0);
        using var verdict = JsonDocument.Parse(await File.ReadAllBytesAsync(folder["verdict"]));
        await Verifier.Verify(Scrubbed(JsonSerializer.Serialize(verdict, Readable)));
    }

    [Fact]
    public async Task Each_client_of_a_relay_has_its_number_wherever_something_is_told_of_it()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        await using var relay = await Sock.ServeAsync($"relay 127.0.0.1:0 tcp://{server.Address} --retry 1 --clients 2 -vv --log-format json --stats --digest sha256 --show-options=nodelay");
        await TalkTwiceAsync(relay);
        var run = (await relay.ExitAsync()).Exits(0);
        var events = run.ErrorLines.SkipLast(1).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        foreach (var name in new[] { "accepted", "descriptor", "option", "connecting", "connected", "read", "written", "completed", "ended", "stats", "digest" })
        {
            var numbers = events.Where(told => told.GetProperty("event").GetString() == name && (name != "descriptor" || told.TryGetProperty("client", out _))).Select(told => told.GetProperty("client").GetInt32()).ToHashSet();
            Assert.True(numbers.SetEquals([1, 2]), $"{name}: {string.Join(' ', numbers)}");
        }

        var stats = events.Where(told => told.GetProperty("event").GetString() == "stats").ToList();
        Assert.Equal([3, 7], stats.Select(told => told.GetProperty("bytesSent").GetInt32()).Order());
        Assert.All(stats, told => Assert.Equal(server.Address, told.GetProperty("to").GetString()));
        Assert.Equal(2, run.Verdict.GetProperty("attempts").GetInt32());
    }

    [Fact]
    public async Task What_a_connection_that_was_dialled_has_to_tell_later_has_the_number_too()
    {
        await using var server = await Sock.ServeAsync("echo-server udp://127.0.0.1:0");
        await using var relay = await Sock.ServeAsync($"relay udp://127.0.0.1:0 {server.Address} -vv --log-format json");
        (await Sock.RunAsync($"connect {relay.Address} --idle-timeout 500ms --send words")).Exits(0, 21);
        await relay.Error.WhenAsync(() => Told().Any(told => told.GetProperty("event").GetString() == "datagram" && told.GetProperty("sender").GetString() == server.Address["udp://".Length..] && told.GetProperty("client").GetInt32() == 1), "the answer");

        IEnumerable<JsonElement> Told() => relay.Error.Text.Split('\n')[..^1].Select(line => JsonDocument.Parse(line).RootElement);
    }

    [Fact]
    public async Task A_client_that_cannot_be_joined_to_anything_has_an_account_that_says_to_what()
    {
        using var nobody = new UnservedPort();
        await using var relay = await Sock.ServeAsync($"relay 127.0.0.1:0 {nobody.Endpoint} --clients 1 --verdict {folder["verdict"]}");
        await Sock.RunAsync($"connect {relay.Address} --recv-only");
        (await relay.ExitAsync()).Exits(11);
        using var verdict = JsonDocument.Parse(await File.ReadAllBytesAsync(folder["verdict"]));
        var session = Assert.Single(verdict.RootElement.GetProperty("sessions").EnumerateArray());
        Assert.Equal((nobody.Endpoint, "refused", JsonValueKind.Null), (session.GetProperty("to").GetString(), session.GetProperty("cause").GetString(), session.GetProperty("connect").ValueKind));
        Assert.Equal(1, verdict.RootElement.GetProperty("attempts").GetInt32());
    }

    [Theory]
    [InlineData("listen 127.0.0.1:0 --keep-open")]
    [InlineData("echo-server 127.0.0.1:0")]
    [InlineData("listen 127.0.0.1:0 --keep-open --shell cat")]
    public async Task A_server_gives_the_account_of_each_client_when_it_has_gone(string command)
    {
        await using var server = await Sock.ServeAsync($"{command} --stats --digest sha256");
        (await Sock.RunAsync($"connect {server.Address} --linger 200ms", "abc")).Exits(0);
        await server.Error.ContainsAsync($"sock: client 1: sha256 received {Bytes.Hash("abc"u8)}\n");
        await server.Error.ContainsAsync("sock: client 1: received 3 bytes in ");
        (await Sock.RunAsync($"connect {server.Address} --linger 200ms", "defghij")).Exits(0);
        await server.Error.ContainsAsync($"sock: client 2: sha256 received {Bytes.Hash("defghij"u8)}\n");
        server.Process.Send(Signal.Terminate);
        var run = (await server.ExitAsync()).Exits(143);
        Assert.Contains("sock: received 10 bytes in ", run.Error, StringComparison.Ordinal);
        Assert.Contains($"sock: sha256 received {Bytes.Hash("abcdefghij"u8)}\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tiny_transfer_has_a_rate_that_says_something()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        var run = (await Sock.RunAsync($"connect {server.Address} --stats", "words")).Exits(0);
        Assert.Matches(@"sock: sent 5 bytes in [0-9.]+ m?s, [1-9][0-9.]* k?B/s\n", run.Error);
    }

    private static async Task TalkTwiceAsync(RunningServer relay)
    {
        Assert.Equal("abc", (await Sock.RunAsync($"connect {relay.Address}", "abc")).Exits(0).Output);
        Assert.Equal("defghij", (await Sock.RunAsync($"connect {relay.Address}", "defghij")).Exits(0).Output);
    }

    /// <summary>Without what no two runs have in common.</summary>
    private static string Scrubbed(string text)
    {
        text = Port().Replace(text, ":PORT");
        text = Took().Replace(text, "TIME");
        text = Rate().Replace(text, "RATE");
        text = Window().Replace(text, "N");
        return Seconds().Replace(text, "0");
    }

    [GeneratedRegex(@"(?<=127\.0\.0\.1):\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Port();

    [GeneratedRegex(@"[\d.]+ m?s\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Took();

    [GeneratedRegex(@"[\d.]+ \w?B/s", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rate();

    [GeneratedRegex(@"(?<=window )\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Window();

    [GeneratedRegex(@"(?<=""(resolve|connect|firstByte|total|duration|rtt|congestionWindow)"": )[\d.]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Seconds();
}
