using System.Text.RegularExpressions;

namespace SockTool.EndToEnd;

/// <summary><c>--retry</c> and <c>--reconnect</c>: what may work later is tried again, and nothing else.</summary>
public sealed partial class RetryTests
{
    [Fact]
    public async Task Client_waits_for_a_server_that_starts_later()
    {
        using var port = new UnservedPort();
        await using var client = Sock.Start($"connect {port.Endpoint} --retry forever --retry-delay 20ms --retry-backoff constant -v --send words");
        await client.Error.ContainsAsync("attempt 3");
        using var served = await port.ServeAsync();
        Assert.Equal("words", System.Text.Encoding.UTF8.GetString(await served.HearAllAsync()));
        served.Close();
        (await client.ExitAsync()).Exits(0);
    }

    [Fact]
    public async Task Client_waits_for_a_unix_socket_that_is_not_there_yet()
    {
        using var folder = new Folder();
        var at = $"unix:{folder["socket"]}";
        await using var client = Sock.Start($"connect {at} --retry forever --retry-delay 20ms --retry-backoff constant -v --send words");
        await client.Error.ContainsAsync("attempt 3");

        // Not waited for until it is ready: it may have served the client and be gone by then, its ready file with it.
        Assert.Equal("words", (await Sock.RunAsync($"listen {at}")).Exits(0).Output);
        (await client.ExitAsync()).Exits(0);
    }

    [Fact]
    public async Task Number_counts_the_attempts_after_the_first()
    {
        using var port = new UnservedPort();
        var run = (await Sock.RunAsync($"connect {port.Endpoint} --retry 3 --retry-delay 1ms --log-format json")).Exits(11);
        Assert.Equal(4, run.Verdict.GetProperty("attempts").GetInt32());
    }

    [Fact]
    public async Task Each_refusal_is_told_once_and_who_waits_is_not_told_to_wait()
    {
        using var port = new UnservedPort();
        var run = (await Sock.RunAsync($"connect {port.Endpoint} --retry 2 --retry-delay 1ms -v")).Exits(11);
        Assert.Equal(4, run.ErrorLines.Count(line => line.Contains("ECONNREFUSED", StringComparison.Ordinal))); // three attempts, and the end
        Assert.DoesNotContain("hint", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hint", (await Sock.RunAsync($"probe {port.Endpoint} --wait 1s")).Exits(11, 13).Error, StringComparison.Ordinal);
        Assert.Contains("hint: nothing listens there", (await Sock.RunAsync($"connect {port.Endpoint}")).Exits(11).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("constant", "10ms 10ms 10ms 10ms")]
    [InlineData("linear", "10ms 20ms 30ms 40ms")]
    [InlineData("exponential", "10ms 20ms 40ms 80ms")]
    [InlineData("exponential --retry-max-delay 30ms", "10ms 20ms 30ms 30ms")]
    public async Task Delays_grow_as_they_were_told_to(string backoff, string delays)
    {
        using var port = new UnservedPort();
        var run = (await Sock.RunAsync($"connect {port.Endpoint} --retry 4 --retry-delay 10ms --retry-jitter none --retry-backoff {backoff} -v")).Exits(11);
        Assert.Equal(delays, string.Join(' ', Delay().Matches(run.Error).Select(match => match.Value)));
    }

    [Fact]
    public async Task Budget_ends_the_attempts_with_the_last_ones_code()
    {
        using var port = new UnservedPort();
        var run = (await Sock.RunAsync($"connect {port.Endpoint} --retry forever --retry-delay 10ms --retry-budget 1s")).Exits(11).Says("ECONNREFUSED");
        Assert.InRange(run.Elapsed.TotalSeconds, 1, 6);
    }

    [Fact]
    public async Task Deadline_ends_the_attempts_with_22()
    {
        using var port = new UnservedPort();
        (await Sock.RunAsync($"connect {port.Endpoint} --retry forever --deadline 500ms")).Exits(22).Says("500ms");
    }

    [Fact]
    public async Task Signal_ends_an_endless_retry()
    {
        using var port = new UnservedPort();
        await using var client = Sock.Start($"connect {port.Endpoint} --retry forever --retry-delay 10s -v");
        await client.Error.ContainsAsync("attempt 2");
        client.Send(Signal.Terminate);
        (await client.ExitAsync(TimeSpan.FromSeconds(5))).Exits(143);
    }

    [Theory]
    [InlineData("connect 127.0.0.1:99999 --retry forever", 2)]
    [InlineData("connect 127.0.0.1:9 --retry often", 2)]
    [InlineData("connect 127.0.0.1:9 --retry forever --source 192.0.2.1", 15)]
    [InlineData("connect 127.0.0.1:9 --retry forever --input /no/such/file", 60)]
    public async Task What_can_never_work_is_not_tried_again(string command, int code) => (await Sock.RunAsync(command)).Exits(code);

    [Fact]
    public async Task Reconnect_starts_again_after_a_cut_and_not_after_a_clean_end()
    {
        var sessions = 0;
        await using var peer = await Peer.That(async (client, _) =>
        {
            await client.SayAsync($"{++sessions}");
            await client.HearAsync(1);
            if (sessions < 3)
            {
                client.Reset();
            }
            else
            {
                client.Close();
            }
        });
        await using var run = Sock.Start($"connect {peer.Endpoint} --reconnect --on-peer-close quit");
        foreach (var shown in new[] { "1", "12", "123" })
        {
            await run.Output.ContainsAsync(shown);
            await run.WriteAsync("x");
        }

        Assert.Equal("123", (await run.ExitAsync()).Exits(0).Output);
    }

    [GeneratedRegex(@"(?<=attempt \d+ in )\w+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Delay();
}
