namespace SockTool.EndToEnd;

/// <summary>Datagrams between the tool and itself.</summary>
public sealed class UdpTests
{
    [Fact]
    public async Task The_ready_line_of_a_server_is_an_address_for_a_client()
    {
        await using var server = await Sock.ServeAsync("echo-server --udp 127.0.0.1:0");
        Assert.StartsWith("udp://127.0.0.1:", server.Address, StringComparison.Ordinal);
        Assert.Equal("hello", (await Sock.RunAsync($"connect {server.Address} --send hello")).Exits(0).Output);
        Assert.Equal("hello again", (await Sock.RunAsync($"connect {server.Address} --send 'hello again'")).Exits(0).Output);
    }

    [Fact]
    public async Task An_empty_payload_is_one_empty_datagram()
    {
        await using var server = await Sock.ServeAsync("echo-server --udp 127.0.0.1:0 --reply 'got {bytes}'");
        Assert.Equal("got 0", (await Sock.RunAsync($"connect {server.Address} --send ''")).Exits(0).Output);
    }

    [Fact]
    public async Task Each_word_to_send_is_a_datagram()
    {
        await using var server = await Sock.ServeAsync("echo-server --udp 127.0.0.1:0 --reply '{n}:{bytes} '");
        Assert.Equal("1:1 2:0 3:2 ", (await Sock.RunAsync($"connect {server.Address} --send a --send '' --send bc")).Exits(0).Output);
    }

    [Fact]
    public async Task Nobody_there_is_exit_11_for_an_input_that_comes_late()
    {
        var server = await Sock.ServeAsync("echo-server --udp 127.0.0.1:0");
        await server.DisposeAsync();
        for (var i = 0; i < (Sock.IsNative ? 20 : 3); i++)
        {
            await using var client = Sock.Start($"connect {server.Address} -v");
            await client.Error.ContainsAsync("connected");
            await client.WriteAsync("late");
            client.CloseInput();
            (await client.ExitAsync()).Exits(11).Says("ECONNREFUSED");
        }
    }

    [Fact]
    public async Task A_conversation_of_a_server_ends_with_its_last_word()
    {
        await using var server = await Sock.ServeAsync("listen --udp 127.0.0.1:0 --interactive");
        await using var client = Sock.Start($"connect {server.Address} --send hello");
        await server.Output.ContainsAsync("hello");
        await server.Process.WriteAsync("exit\n");
        (await server.ExitAsync()).Exits(0);
    }

    [Fact]
    public async Task A_line_is_never_made_two_datagrams_of() =>
        (await Sock.RunAsync("connect udp://127.0.0.1:9 --interactive", new string('x', 65_508) + "\n")).Exits(60).Says("EMSGSIZE");

    [Theory]
    [InlineData("")]
    [InlineData("--send-only")]
    public async Task Nobody_there_is_exit_11(string option)
    {
        var server = await Sock.ServeAsync("echo-server --udp 127.0.0.1:0");
        await server.DisposeAsync();
        (await Sock.RunAsync($"connect {server.Address} --send x {option}")).Exits(11).Says("ECONNREFUSED");
    }

    [Fact]
    public async Task A_client_ends_in_order_when_nothing_more_comes()
    {
        await using var server = await Sock.ServeAsync("listen --udp 127.0.0.1:0");
        (await Sock.RunAsync($"connect {server.Address} --idle-timeout 200ms", "a word")).Exits(0);
        var run = (await Sock.RunAsync($"connect {server.Address} --log-format json --send-only", "a word")).ExitCode;
        Assert.Equal(11, run); // the listener is its first client's
    }

    [Fact]
    public async Task A_verdict_says_that_datagrams_have_no_end()
    {
        await using var server = await Sock.ServeAsync("echo-server --udp 127.0.0.1:0");
        var run = (await Sock.RunAsync($"connect {server.Address} --log-format json --send hello --max-receive 5 --linger 20s")).Exits(0);
        Assert.Equal("none", run.Verdict.GetProperty("end").GetString());
        Assert.Equal((5, 5), (run.Verdict.GetProperty("bytesSent").GetInt32(), run.Verdict.GetProperty("bytesReceived").GetInt32()));
    }

    [Fact]
    public async Task Many_clients_are_heard_and_get_our_input_when_the_server_is_kept_open()
    {
        await using var server = await Sock.ServeAsync("listen --udp 127.0.0.1:0 --keep-open");
        await using var one = Sock.Start($"connect {server.Address}");
        await using var other = Sock.Start($"connect {server.Address}");
        await one.WriteAsync("one\n");
        await other.WriteAsync("other\n");
        await server.Output.ContainsAsync("one\n");
        await server.Output.ContainsAsync("other\n");
        await server.Process.WriteAsync("to all\n");
        await one.Output.ContainsAsync("to all\n");
        await other.Output.ContainsAsync("to all\n");
    }

    [Fact]
    public async Task A_group_is_reached_over_loopback()
    {
        await using var server = await Sock.ServeAsync("echo-server --udp 0 --multicast 239.1.2.3%lo");
        var run = (await Sock.RunAsync($"connect udp://239.1.2.3:{server.Port} --multicast 239.1.2.3%lo --send hello -v")).Exits(0);
        Assert.Equal("hello", run.Output);
        Assert.Contains("datagram of 5 bytes from", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broadcast_needs_its_option_and_is_answered_by_whoever_hears_it()
    {
        await using var server = await Sock.ServeAsync("echo-server --udp 0 -4");
        (await Sock.RunAsync($"connect udp://127.255.255.255:{server.Port} --send hello")).Exits(15).Says("EACCES");
        Assert.Equal("hello", (await Sock.RunAsync($"connect udp://127.255.255.255:{server.Port} --send hello -o broadcast")).Exits(0).Output);
    }

    [Theory]
    [InlineData("connect 127.0.0.1:9 --multicast 239.1.2.3", "--udp")]
    [InlineData("connect udp://127.0.0.1:9 --multicast 127.0.0.1", "not a multicast address")]
    [InlineData("listen --udp unix:/tmp/x", "--udp")]
    [InlineData("connect udp://127.0.0.1:9 --close reset", "--close")]
    public async Task What_datagrams_cannot_do_is_a_usage_error(string line, string says) => (await Sock.RunAsync(line)).Exits(2).Says(says);

    [Fact]
    public async Task A_conversation_is_a_datagram_a_line()
    {
        await using var server = await Sock.ServeAsync("echo-server --udp 127.0.0.1:0 --reply '{n}: {message}'");
        Assert.Equal("1: one\n2: two\n", (await Sock.RunAsync($"connect {server.Address} --interactive", "one\ntwo\n")).Exits(0).Output);
    }

    [Fact]
    public async Task Without_blocking_the_answer_that_is_not_there_yet_would_block()
    {
        await using var server = await Sock.ServeAsync("listen --udp 127.0.0.1:0");
        (await Sock.RunAsync($"connect {server.Address} --send x --non-blocking")).Exits(23).Says("would block");
        (await Sock.RunAsync("listen --udp 127.0.0.1:0 --non-blocking")).Exits(23);
        (await Sock.RunAsync("listen --udp 127.0.0.1:0 --accept-timeout 50ms")).Exits(20);
    }
}
