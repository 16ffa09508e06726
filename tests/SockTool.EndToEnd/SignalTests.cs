using System.Diagnostics;
using System.Globalization;

namespace SockTool.EndToEnd;

/// <summary>HUP, INT, QUIT, TERM: flush, clear up, exit 128+n within a second; a second signal ends at once.</summary>
[Collection(Alone.Name)]
public sealed class SignalTests
{
    [Theory]
    [InlineData(Signal.Hangup, 129)]
    [InlineData(Signal.Interrupt, 130)]
    [InlineData(Signal.Quit, 131)]
    [InlineData(Signal.Terminate, 143)]
    public async Task Client_ends_within_a_second_with_the_signals_code(int signal, int code)
    {
        await using var peer = await Peer.ThatSaysAndStays("words");
        await using var client = Sock.Start($"connect {peer.Endpoint}");
        await client.Output.ContainsAsync("words");
        var run = await EndAsync(client, signal);
        Assert.Equal("words", run.Exits(code).Says("signal").Output);
    }

    [Theory]
    [InlineData(Signal.Hangup, 129)]
    [InlineData(Signal.Interrupt, 130)]
    [InlineData(Signal.Quit, 131)]
    [InlineData(Signal.Terminate, 143)]
    public async Task Server_without_a_client_ends_within_a_second_with_the_signals_code(int signal, int code)
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0");
        (await EndAsync(server.Process, signal)).Exits(code).Says("signal");
    }

    [Theory]
    [InlineData("listen 127.0.0.1:0")]
    [InlineData("listen 127.0.0.1:0 --keep-open")]
    [InlineData("echo-server 127.0.0.1:0")]
    public async Task Server_with_a_silent_client_ends_too(string command)
    {
        await using var server = await Sock.ServeAsync($"{command} -v");
        using var client = await server.DialAsync();
        await server.Error.ContainsAsync("accepted");
        (await EndAsync(server.Process, Signal.Terminate)).Exits(143);
    }

    [Fact]
    public async Task Every_byte_read_before_the_signal_is_flushed()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 -vv", Reading.Later);
        using var client = await server.DialAsync();
        await client.SayAsync(new string('w', 300_000));
        await server.Error.ContainsAsync("from the peer");
        server.Process.Send(Signal.Terminate);
        server.Process.Read();
        var run = (await server.ExitAsync()).Exits(143);
        var read = run.ErrorLines.Where(line => line.EndsWith("from the peer", StringComparison.Ordinal)).Sum(line => int.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture));
        Assert.Equal(read, run.Bytes.Length);
    }

    [Fact]
    public async Task Bytes_that_could_not_be_sent_do_not_change_the_signals_code()
    {
        await using var peer = await Peer.ThatIsSilent(receiveBuffer: 4 * Bytes.KiB);
        await using var client = Sock.Start($"connect {peer.Endpoint} -vv");
        var writing = client.WriteAsync(Bytes.Random(16 * Bytes.MiB));
        await client.Error.ContainsAsync("of our input");
        var run = await EndAsync(client, Signal.Terminate);
        run.Exits(143).Says("SIGTERM", "not delivered");
        await Assert.ThrowsAsync<IOException>(() => writing);
    }

    [Fact]
    public async Task Files_of_sockets_are_removed()
    {
        using var folder = new Folder();
        await using var server = await Sock.ServeAsync($"listen unix:{folder["socket"]}");
        Assert.True(File.Exists(folder["socket"]));
        (await EndAsync(server.Process, Signal.Terminate)).Exits(143);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public async Task Hangup_that_was_ignored_at_the_start_stays_ignored()
    {
        await using var peer = await Peer.ThatSaysAndStays("words");
        await using var client = Shell.Start($"trap '' HUP; exec \"$SOCK\" connect {peer.Endpoint}");
        await client.Output.ContainsAsync("words");
        client.Send(Signal.Hangup);
        client.Send(Signal.Terminate);
        (await client.ExitAsync()).Exits(143);
    }

    [Fact]
    public async Task Second_signal_ends_at_once_what_the_first_waits_for_and_leaves_no_orphan()
    {
        const string Stubborn = "trap '' TERM; echo $$ >$0.part; mv $0.part $0; for i in $(seq 2000); do sleep 0.05; done";
        using var folder = new Folder();
        await using var server = Sock.Start(["listen", $"unix:{folder["socket"]}", "--run", "--", "sh", "-c", Stubborn, folder["pid"]]);
        await Until.TrueAsync(() => File.Exists(folder["pid"]));
        server.Send(Signal.Terminate);
        await Until.TrueAsync(() => !File.Exists(folder["socket"]));
        (await EndAsync(server, Signal.Interrupt)).Exits(130).Says("at once by a second signal, SIGINT");
        var child = (await File.ReadAllTextAsync(folder["pid"])).Trim();
        await Until.TrueAsync(() => !IsAlive(child));
    }

    [Fact]
    public async Task One_signal_that_is_sent_twice_as_timeout_1_does_is_one()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0 --grace 20 -v");
        using var client = await server.DialAsync();
        await client.SayAsync("hello");
        Assert.Equal("hello", await client.HearTextAsync("hello"));
        (await Shell.RunAsync("kill -TERM $SERVER $SERVER $SERVER", ("SERVER", $"{server.Process.Id}"))).Exits(0);
        await server.Error.ContainsAsync("waiting 20s at most for 1 session");
        await client.SayAsync("and more");
        Assert.Equal("and more", await client.HearTextAsync("and more"));
        client.Finish();
        (await server.ExitAsync()).Exits(143);
    }

    [Fact]
    public async Task Second_signal_is_the_last_object_in_JSON()
    {
        using var folder = new Folder();
        await using var server = Sock.Start(["listen", $"unix:{folder["at"]}", "--log-format", "json", "--run", "--", "sh", "-c", "trap '' TERM; echo >$0; while :; do sleep 0.05; done", folder["runs"]]);
        await Until.TrueAsync(() => File.Exists(folder["runs"]));
        server.Send(Signal.Terminate);
        await Until.TrueAsync(() => !File.Exists(folder["at"]));
        var run = (await EndAsync(server, Signal.Quit)).Exits(131);
        Assert.Equal((131, "signal"), (run.Verdict.GetProperty("exit").GetInt32(), run.Verdict.GetProperty("cause").GetString()));
        Assert.DoesNotContain("sock:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Second_signal_waits_for_no_reader_of_standard_error()
    {
        const string Script = """
            import os, subprocess, sys
            reader, writer = os.pipe()
            os.set_blocking(writer, False)
            try:
                while True: os.write(writer, bytes(4096))
            except BlockingIOError: os.set_blocking(writer, True)
            print(subprocess.Popen(sys.argv[1:], stderr=writer).wait())
            """;
        using var folder = new Folder();
        await using var server = Shell.Start(
            "python3 -c \"$SCRIPT\" sh -c 'echo $$ >$AT.pid; exec \"$SOCK\" listen unix:$AT --ready-file $AT.ready'", ("SCRIPT", Script), ("AT", folder["at"]));
        await Until.TrueAsync(() => File.Exists(folder["at.ready"]));
        var process = int.Parse(await File.ReadAllTextAsync(folder["at.pid"]), CultureInfo.InvariantCulture);
        Signal.Send(process, Signal.Terminate);
        await Until.TrueAsync(() => !File.Exists(folder["at"]));
        Signal.Send(process, Signal.Interrupt);
        Assert.Equal("130\n", (await server.ExitAsync()).Output);
    }

    // What has ended may stay as a zombie until process 1 gets round to it (proc(5), stat).
    private static bool IsAlive(string process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task<Run> EndAsync(RunningProcess process, int signal)
    {
        var start = Stopwatch.GetTimestamp();
        process.Send(signal);
        var run = await process.ExitAsync();
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 1.2);
        return run;
    }
}
