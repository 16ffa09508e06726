namespace SockTool.EndToEnd;

/// <summary>WebSockets with a library that nobody here wrote, with curl, and between two of ours.</summary>
public sealed class WebSocketTests : IDisposable
{
    private const int Size = 8 * Bytes.MiB;

    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableTheory]
    [InlineData("")]
    [InlineData("--buffer-size 1000")]
    public async Task Eight_mebibytes_go_both_ways_through_a_server_of_another_make(string option)
    {
        await folder.PrepareAsync(Size, Size);
        var (server, url) = await WebSocketPeer.ServeAsync("swap", folder["theirs"], $"{Size}", folder["theirs.got"]);
        await using var other = server;
        (await Sock.RunAsync($"connect {url} --no-shutdown {option} --input {folder["ours"]} --output {folder["ours.got"]}")).Exits(0);
        (await server.ExitAsync()).Exits(0);
        await folder.SameAsync();
    }

    [SkippableFact]
    public async Task Eight_mebibytes_go_both_ways_through_a_client_of_another_make()
    {
        await folder.PrepareAsync(Size, Size);
        await using var server = await Sock.ServeAsync($"listen ws://127.0.0.1:0/here --no-shutdown --input {folder["ours"]} --output {folder["ours.got"]}");
        await using var client = WebSocketPeer.Dial(server.Address, "swap", folder["theirs"], $"{Size}", folder["theirs.got"]);
        (await client.ExitAsync()).Exits(0);
        (await server.ExitAsync()).Exits(0);
        await folder.SameAsync();
    }

    [Fact]
    public async Task A_server_that_speaks_something_else_is_known_by_its_first_byte()
    {
        await using var peer = await Peer.That(async (client, _) =>
        {
            await client.SendAsync("SSH-2.0-x\r\n"u8.ToArray());
            while (await client.ReceiveAsync(new byte[512]) > 0)
            {
            }
        });
        var run = (await Sock.RunAsync($"connect ws://{peer.Endpoint}/")).Exits(1).Says("speaks something else: \"S\"");
        Assert.InRange(run.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(9));
    }

    [SkippableFact]
    public async Task The_end_of_our_input_is_a_normal_close_and_messages_are_binary()
    {
        var (server, url) = await WebSocketPeer.ServeAsync("report");
        await using var other = server;
        (await Sock.RunAsync($"connect {url}", input: "h\u00e9")).Exits(0);
        Assert.EndsWith("binary h\u00e9\nclosed 1000\n", (await server.ExitAsync()).Exits(0).Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Messages_are_text_on_request_and_a_character_stays_whole()
    {
        var (server, url) = await WebSocketPeer.ServeAsync("report");
        await using var other = server;
        (await Sock.RunAsync($"connect {url} --ws-text --send-hex e2 --send-hex 82 --send-hex ac")).Exits(0);
        Assert.EndsWith("text \u20ac\nclosed 1000\n", (await server.ExitAsync()).Exits(0).Output, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("61ff")]
    [InlineData("61e282")]
    public async Task Input_that_is_no_text_is_exit_60_and_never_looks_complete(string hex)
    {
        await using var server = await Sock.ServeAsync("listen ws://127.0.0.1:0");
        (await Sock.RunAsync($"connect {server.Address} --ws-text --send-hex {hex}")).Exits(60).Says("not UTF-8");
        (await server.ExitAsync()).Exits(30, 32);
    }

    [SkippableFact]
    public async Task Protocol_and_header_of_our_client_arrive()
    {
        var (server, url) = await WebSocketPeer.ServeAsync("report");
        await using var other = server;
        (await Sock.RunAsync($"connect {url} --ws-protocol a --ws-protocol b --ws-header 'X-One: 1 2'")).Exits(0);
        Assert.Contains("protocol b, header 1 2\n", (await server.ExitAsync()).Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Protocol_and_header_of_our_server_arrive_and_its_ping_is_answered()
    {
        await using var server = await Sock.ServeAsync("listen ws://127.0.0.1:0 --ws-protocol z --ws-protocol b --ws-header X-One:1");
        await using var client = WebSocketPeer.Dial(server.Address, "ping");
        Assert.Equal("protocol b, header 1\nanswered\n", (await client.ExitAsync()).Exits(0).Output);
        (await server.ExitAsync()).Exits(0);
    }

    [SkippableFact]
    public async Task Who_only_sends_still_answers_pings_behind_messages_that_nobody_reads()
    {
        var (server, url) = await WebSocketPeer.ServeAsync("ask_after");
        await using var other = server;
        await using var client = Sock.Start($"connect {url} --send-only");
        await server.Output.ContainsAsync("answered");
        await client.WriteAsync("five!");
        client.CloseInput();
        (await client.ExitAsync()).Exits(0);
        Assert.EndsWith("answered\n5 bytes\n", (await server.ExitAsync()).Exits(0).Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task What_was_agreed_on_is_told_on_both_sides()
    {
        await using var server = await Sock.ServeAsync("listen ws://127.0.0.1:0/chat -v --ws-protocol b");
        var run = await Sock.RunAsync($"connect {server.Address}?room=1 -v --ws-protocol b --log-format json", input: "x");
        Assert.Contains("\"target\":\"/chat?room=1\",\"protocol\":\"b\"", run.Exits(0).Error, StringComparison.Ordinal);
        Assert.Contains("became a WebSocket at /chat?room=1, its protocol is b", (await server.ExitAsync()).Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task An_answer_sent_after_our_end_of_input_still_arrives_between_two_of_ours()
    {
        await using var server = await Sock.ServeAsync("listen ws://127.0.0.1:0/chat --on-peer-close finish");
        await using var client = Sock.Start($"connect {server.Address}");
        await client.WriteAsync("question");
        client.CloseInput();
        await server.Output.Ended;
        Assert.Equal("question", server.Output.Text);
        await server.Process.WriteAsync("answer");
        server.Process.CloseInput();
        Assert.Equal("answer", (await client.ExitAsync()).Exits(0).Output);
        (await server.ExitAsync()).Exits(0);
    }

    [SkippableFact]
    public async Task Our_echo_server_returns_every_byte_to_our_client()
    {
        await folder.PrepareAsync(Size, Size);
        await using var server = await Sock.ServeAsync("echo-server ws://127.0.0.1:0");
        (await Sock.RunAsync($"connect {server.Address} --input {folder["ours"]} --output {folder["echo"]}")).Exits(0);
        Assert.Equal(await Bytes.HashOfFileAsync(folder["ours"]), await Bytes.HashOfFileAsync(folder["echo"]));
    }

    [SkippableTheory]
    [InlineData("http://$AT/", "426")]
    [InlineData("-X POST http://$AT/chat", "400")]
    [InlineData("http://$AT/chat", "426")]
    [InlineData("http://$AT/other", "404")]
    [InlineData("-0 http://$AT/chat", "400")]
    public async Task A_request_of_another_kind_is_refused_and_is_no_client(string request, string status)
    {
        Tools.Require("curl");
        var path = status == "426" && request.EndsWith("$AT/", StringComparison.Ordinal) ? "/" : "/chat";
        await using var server = await Sock.ServeAsync($"listen ws://127.0.0.1:0{path} -v");
        var curl = await Shell.RunAsync($"curl -s -o /dev/null -w '%{{http_code}}' {request}", ("AT", $"127.0.0.1:{new Uri(server.Address).Port}"));
        Assert.Equal(status, curl.Exits(0).Output);
        await server.Error.ContainsAsync("did not become a WebSocket");
        (await Sock.RunAsync($"connect {server.Address}", input: "me")).Exits(0);
        Assert.Equal("me", (await server.ExitAsync()).Exits(0).Output);
    }

    [SkippableFact]
    public async Task A_refused_upgrade_is_exit_1_with_the_status()
    {
        await using var server = await Sock.ServeAsync("listen ws://127.0.0.1:0/chat");
        (await Sock.RunAsync($"connect {server.Address}room")).Exits(1).Says("did not become a WebSocket", "HTTP/1.1 404 Not Found");
    }

    [SkippableTheory]
    [InlineData("</dev/null")]
    [InlineData("<&-")]
    public async Task A_server_that_was_given_no_input_leaves_the_end_to_its_client(string input)
    {
        await using var server = Shell.Start($"exec \"$SOCK\" listen ws://127.0.0.1:0 --ready-file $AT.ready >$AT {input}", ("AT", folder["at"]));
        await Until.TrueAsync(() => File.Exists(folder["at.ready"]));
        await using var client = WebSocketPeer.Dial((await File.ReadAllTextAsync(folder["at.ready"])).Trim(), "speak");
        (await client.ExitAsync()).Exits(0);
        (await server.ExitAsync()).Exits(0);
        Assert.Equal("0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n", await File.ReadAllTextAsync(folder["at"]));
    }
}
