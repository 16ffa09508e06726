using System.Text.Json;

namespace SockTool.EndToEnd;

/// <summary><c>--verdict</c>, <c>--log-format json</c>, <c>--stats</c>, <c>--digest</c>: the account of a run.</summary>
public sealed class VerdictTests : IDisposable
{
    private static readonly string[] Fields =
        ["exit", "cause", "errno", "message", "command", "local", "peer", "attempts", "bytesSent", "bytesReceived", "bytesNotDelivered", "endedBy", "end", "timings", "digest", "tcp"];

    private readonly Folder folder = new();

    private JsonElement Verdict => JsonDocument.Parse(File.ReadAllBytes(folder["verdict"])).RootElement;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Client_gives_a_whole_account_of_a_clean_run()
    {
        await using var peer = await Peer.ThatSaysAndListens("answer");
        var run = (await Sock.RunAsync($"connect {peer.Endpoint} --verdict {folder["verdict"]} --digest sha256", "question")).Exits(0);
        Assert.Equal(Fields, Verdict.EnumerateObject().Select(field => field.Name));
        Assert.Equal((0, "done", "connect", peer.Endpoint, 1), (Number("exit"), Word("cause"), Word("command"), Word("peer"), Number("attempts")));
        Assert.Equal((8, 6, 0), (Number("bytesSent"), Number("bytesReceived"), Number("bytesNotDelivered")));
        Assert.Equal("fin", Word("end"));
        Assert.StartsWith("127.0.0.1:", Word("local"), StringComparison.Ordinal);
        Assert.Equal(Bytes.Hash("question"u8), Verdict.GetProperty("digest").GetProperty("sent").GetString());
        Assert.Equal(Bytes.Hash("answer"u8), Verdict.GetProperty("digest").GetProperty("received").GetString());
        Assert.InRange(Verdict.GetProperty("timings").GetProperty("total").GetDouble(), 0.0001, 30);
        Assert.InRange(Verdict.GetProperty("tcp").GetProperty("rtt").GetDouble(), 0, 1);
        Assert.Contains($"sha256 sent {Bytes.Hash("question"u8)}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_has_its_cause_and_errno()
    {
        using var nobody = new UnservedPort();
        var run = (await Sock.RunAsync($"connect {nobody.Endpoint} --verdict {folder["verdict"]}")).Exits(11);
        Assert.Equal((11, "refused", nobody.Endpoint), (Number("exit"), Word("cause"), Word("peer")));
        Assert.Equal("ECONNREFUSED", Verdict.GetProperty("errno").GetProperty("name").GetString());
        Assert.Equal(111, Verdict.GetProperty("errno").GetProperty("number").GetInt32());
        Assert.Equal($"sock: error: {Word("message")}", run.ErrorLines[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    public async Task Reset_is_told_as_the_peers_end(string input)
    {
        await using var peer = await Peer.ThatResetsAfter(input.Length);
        await using var client = Sock.Start($"connect {peer.Endpoint} --verdict {folder["verdict"]}");
        await client.WriteAsync(input);
        (await client.ExitAsync()).Exits(30);
        Assert.Equal(("reset", "peer", "reset"), (Word("cause"), Word("endedBy"), Word("end")));
    }

    [Fact]
    public async Task Timer_and_signal_are_told_as_what_ended_the_run()
    {
        await using var peer = await Peer.ThatSaysAndStays("words");
        (await Sock.RunAsync($"connect {peer.Endpoint} --idle-timeout 200ms --verdict {folder["verdict"]}")).Exits(21);
        Assert.Equal(("idle", "timer"), (Word("cause"), Word("endedBy")));
        await using var another = await Peer.ThatSaysAndStays("words");
        await using var client = Sock.Start($"connect {another.Endpoint} --verdict {folder["verdict"]}");
        await client.Output.ContainsAsync("words");
        client.Send(Signal.Terminate);
        (await client.ExitAsync()).Exits(143);
        Assert.Equal((143, "signal", "signal"), (Number("exit"), Word("cause"), Word("endedBy")));
    }

    [Fact]
    public async Task Server_has_an_entry_for_each_client()
    {
        await using var server = await Sock.ServeAsync($"listen 127.0.0.1:0 --clients 2 --verdict {folder["verdict"]}");
        (await Sock.RunAsync($"connect {server.Address}", "one")).Exits(0);
        (await Sock.RunAsync($"connect {server.Address}", "three")).Exits(0);
        (await server.ExitAsync()).Exits(0);
        Assert.Equal([3, 5], Verdict.GetProperty("sessions").EnumerateArray().Select(session => session.GetProperty("bytesReceived").GetInt32()));
        Assert.Equal((8, server.Address), (Number("bytesReceived"), Word("local")));
    }

    [Fact]
    public async Task Log_is_one_object_a_line_with_the_verdict_last()
    {
        await using var peer = await Peer.ThatSaysAndListens("answer");
        var run = (await Sock.RunAsync($"connect {peer.Endpoint} --log-format json -vv", "question")).Exits(0);
        var events = run.ErrorLines.SkipLast(1).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("event").GetString()).ToList();
        Assert.Equal(["timeouts", "connecting", "connected", "descriptor"], events[..4]);
        Assert.Contains("read", events);
        Assert.Equal(0, run.Verdict.GetProperty("exit").GetInt32());
    }

    [Fact]
    public async Task Statistics_tell_bytes_connect_time_and_round_trip()
    {
        await using var peer = await Peer.ThatSaysAndListens("answer");
        var run = (await Sock.RunAsync($"connect {peer.Endpoint} --stats", "question")).Exits(0);
        foreach (var part in new[] { "sent 8 bytes in", "received 6 bytes in", "connected in", "round trip", "congestion window" })
        {
            Assert.Contains(part, run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Verdict_that_cannot_be_written_is_61() =>
        (await Sock.RunAsync("listen 127.0.0.1:0 --run --verdict /no/such/folder/verdict -- true")).Exits(61).Says("/no/such/folder/verdict");

    [Theory]
    [InlineData("/no/such/folder/verdict")]
    [InlineData("/")]
    public async Task Verdict_that_cannot_be_written_is_told_before_anybody_is_bothered(string path)
    {
        await using var peer = await Peer.ThatSaysAndListens("answer");
        var run = (await Sock.RunAsync($"connect {peer.Endpoint} --verdict {path}", "question")).Exits(61).Says(path);
        Assert.Empty(run.Bytes);
        Assert.Single(run.Failures);
    }

    [Fact]
    public async Task Verdict_that_is_there_stays_until_the_run_is_over()
    {
        await folder.WriteAsync("verdict", "old"u8.ToArray());
        await using var peer = await Peer.ThatSaysAndStays("words");
        await using var client = Sock.Start($"connect {peer.Endpoint} --verdict {folder["verdict"]}");
        await client.Output.ContainsAsync("words");
        Assert.Equal("old", await File.ReadAllTextAsync(folder["verdict"]));
        Assert.Equal(["verdict"], folder.Names);
        client.Send(Signal.Terminate);
        (await client.ExitAsync()).Exits(143);
        Assert.Equal(143, Number("exit"));
    }

    [SkippableTheory]
    [InlineData("", 61, "ENXIO")]
    [InlineData("exec 3<>\"$AT/fifo\"; dd if=/dev/zero of=\"$AT/fifo\" oflag=nonblock bs=4096 2>/dev/null;", 61, "EAGAIN")]
    [InlineData("cat \"$AT/fifo\" &", 0, "")]
    public async Task Fifo_has_the_verdict_where_somebody_reads_it_and_holds_nothing_up_where_nobody_does(string reader, int exit, string told)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "a descriptor for both ends of a FIFO: fifo(7)");
        await using var peer = await Peer.ThatSaysAndListens("");
        var run = (await Shell.RunAsync($"mkfifo \"$AT/fifo\"; {reader} \"$SOCK\" connect $PEER --verdict \"$AT/fifo\" </dev/null; code=$?; test $code = 0 && wait; exit $code", ("PEER", peer.Endpoint), ("AT", folder.Root))).Exits(exit);
        if (exit == 0)
        {
            Assert.Equal(0, JsonDocument.Parse(run.Output).RootElement.GetProperty("exit").GetInt32());
        }
        else
        {
            run.Says("fifo", told);
            Assert.Contains("sock: hint: nobody reads it", run.Error, StringComparison.Ordinal);
        }
    }

    private int Number(string field) => Verdict.GetProperty(field).GetInt32();

    private string? Word(string field) => Verdict.GetProperty(field).GetString();
}
