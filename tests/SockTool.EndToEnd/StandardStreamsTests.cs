namespace SockTool.EndToEnd;

/// <summary>Standard streams as a parent may hand them over: closed, broken, full, non-blocking.</summary>
public sealed class StandardStreamsTests
{
    [Theory]
    [InlineData("<&-", 0)]
    [InlineData(">&- <&-", 61)]
    [InlineData("2>&- </dev/null", 0)]
    [InlineData("<&- >&- 2>&-", 61)]
    public async Task Closed_descriptors_cost_no_hang_and_no_stray_byte(string closed, int code)
    {
        await using var peer = await Peer.ThatSaysAndListens("words");
        var run = await Shell.RunAsync($"\"$SOCK\" connect $PEER {closed}", ("PEER", peer.Endpoint));
        run.Exits(code);
        Assert.Equal(code == 0 ? "words" : "", run.Output);
        await Task.WhenAny(peer.StreamEnded);
        Assert.Empty(peer.Heard);
    }

    [Theory]
    [InlineData("<&-", 0)]
    [InlineData(">&-", 61)]
    [InlineData("2>&-", 0)]
    [InlineData("<&- >&- 2>&-", 61)]
    public async Task Closed_descriptors_of_a_server_are_never_those_of_a_socket(string closed, int code)
    {
        using var folder = new Folder();
        await using var server = Shell.Start($"exec \"$SOCK\" listen unix:$AT --ready-file $AT.ready {closed}", ("AT", folder["at"]));
        await Until.TrueAsync(() => File.Exists(folder["at.ready"]));
        foreach (var number in new[] { 0, 1, 2 })
        {
            var link = new FileInfo($"/proc/{server.Id}/fd/{number}").LinkTarget;
            Assert.DoesNotContain("socket:", link ?? "", StringComparison.Ordinal);
        }

        using var client = await Wire.DialAsync($"unix:{folder["at"]}");
        await client.SayAsync("words");
        client.Finish();
        (await server.ExitAsync()).Exits(code);
    }

    [Fact]
    public async Task Full_output_is_61()
    {
        await using var peer = await Peer.ThatSaysAndListens("words");
        (await Shell.RunAsync("\"$SOCK\" connect $PEER >/dev/full", ("PEER", peer.Endpoint))).Exits(61).Says("ENOSPC");
    }

    [Fact]
    public async Task Full_output_of_a_server_is_61()
    {
        await using var server = Shell.Start("exec \"$SOCK\" listen 127.0.0.1:0 -v >/dev/full");
        await server.Error.ContainsAsync("backlog");
        var address = server.Error.Text.Split("listening on ")[1].Split(' ')[0];
        using var client = await Wire.DialAsync(address);
        await client.SayAsync("words");
        (await server.ExitAsync()).Exits(61);
    }

    [Fact]
    public async Task Reader_that_went_away_ends_the_run_with_141_though_the_peer_goes_on()
    {
        await using var peer = await Peer.That(async (client, one) =>
        {
            while (!one.Over.IsCancellationRequested)
            {
                await client.SayAsync(new byte[Bytes.MiB]);
            }
        });
        var run = await Shell.RunAsync("\"$SOCK\" connect $PEER | head -c 10 >/dev/null; exit ${PIPESTATUS[0]}", ("PEER", peer.Endpoint));
        run.Exits(141).Says("went away");
        Assert.InRange(run.Elapsed.TotalSeconds, 0, 5);
    }

    [Fact]
    public async Task Reader_that_went_away_is_noticed_while_nobody_says_anything()
    {
        await using var peer = await Peer.ThatIsSilent();
        await using var client = Sock.Start($"connect {peer.Endpoint} -v", Reading.Later);
        await client.Error.ContainsAsync("connected");
        client.CloseOutput();
        (await client.ExitAsync()).Exits(141);
    }

    [Fact]
    public async Task Reader_of_a_server_that_went_away_is_141()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 --keep-open", Reading.Later);
        server.Process.CloseOutput();
        using var client = await server.DialAsync();
        await client.SayAsync("words");
        (await server.ExitAsync()).Exits(141);
    }

    [Fact]
    public async Task Nonblocking_standard_streams_of_somebody_else_work_and_stay_as_they_are()
    {
        Tools.Require("python3");
        using var folder = new Folder();
        await folder.WriteAsync("driver.py", Bytes.Utf8(NonBlockingDriver));
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        await using var driver = Tools.Start("python3", folder["driver.py"], Sock.Binary, "connect", server.Address);
        var run = await driver.ExitAsync();
        Assert.Equal("exit 0, 4000000 bytes, flags kept True\n", run.Output);
    }

    // It holds both pipes with O_NONBLOCK set on the ends that the tool inherits, writes late and reads late.
    private const string NonBlockingDriver =
        """
        import os, subprocess, sys, threading, time
        in_r, in_w = os.pipe()
        out_r, out_w = os.pipe()
        os.set_blocking(in_r, False)
        os.set_blocking(out_w, False)
        tool = subprocess.Popen(sys.argv[1:], stdin=in_r, stdout=out_w)
        def feed():
            time.sleep(0.3)
            rest = bytes(4000000)
            while rest:
                rest = rest[os.write(in_w, rest):]
            os.close(in_w)
        threading.Thread(target=feed).start()
        time.sleep(0.6)
        total = 0
        kept = True
        while total < 4000000:
            kept = kept and not os.get_blocking(in_r) and not os.get_blocking(out_w)
            total += len(os.read(out_r, 100000))
        print(f"exit {tool.wait()}, {total} bytes, flags kept {kept}")
        """;
}
