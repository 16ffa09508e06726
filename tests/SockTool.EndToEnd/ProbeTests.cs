using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace SockTool.EndToEnd;

/// <summary><c>sock probe</c>: what is open, what is not and why, and the wait for it.</summary>
public sealed class ProbeTests
{
    [Fact]
    public async Task A_row_for_each_endpoint_and_the_code_of_the_first_that_is_not_open()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        using var closed = new UnservedPort();
        var run = (await Sock.RunAsync($"probe {server.Address} {closed.Endpoint} --json")).Exits(11).Says("connection refused");
        var rows = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal([server.Address, closed.Endpoint], rows.Select(row => row.GetProperty("address").GetString()));
        Assert.Equal(["open", "refused"], rows.Select(row => row.GetProperty("state").GetString()));
        Assert.Equal([0, 11], rows.Select(row => row.GetProperty("exit").GetInt32()));
        Assert.Equal("ECONNREFUSED", rows[1].GetProperty("errno").GetProperty("name").GetString());
        Assert.InRange(rows[0].GetProperty("elapsed").GetDouble(), 0, 10);
    }

    [Fact]
    public async Task Rows_for_people_name_state_and_errno()
    {
        using var closed = new UnservedPort();
        var run = (await Sock.RunAsync($"probe {closed.Endpoint}")).Exits(11);
        Assert.Matches($@"^{closed.Endpoint}  refused +\d+\.\d\d ms  ECONNREFUSED \(\d+\)\n$", run.Output);
    }

    [Fact]
    public async Task A_command_follows_with_our_streams_and_its_exit_code()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        var run = await Sock.RunAsync(["probe", server.Address, "--", "sh", "-c", "cat; exit 7"], Bytes.Utf8("words"));
        Assert.EndsWith("words", run.Exits(7).Output, StringComparison.Ordinal);
        using var closed = new UnservedPort();
        Assert.DoesNotContain("ran", (await Sock.RunAsync(["probe", closed.Endpoint, "--", "echo", "ran"], [])).Exits(11).Output, StringComparison.Ordinal);
        (await Sock.RunAsync(["probe", server.Address, "--", "/no/such/program"], [])).Exits(1).Says("cannot start /no/such/program");
    }

    [Fact]
    public async Task A_wait_ends_when_the_port_opens()
    {
        using var port = new UnservedPort();
        await using var probe = Sock.Start($"probe {port.Endpoint} --wait 20s -v");
        await probe.Error.ContainsAsync("refused");
        using var served = await port.ServeAsync();
        Assert.Contains("  open  ", (await probe.ExitAsync()).Exits(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_is_never_longer_than_it_was_told_to_be()
    {
        using var port = new UnservedPort();
        var watch = Stopwatch.StartNew();
        (await Sock.RunAsync($"probe {port.Endpoint} --wait 1s")).Exits(11);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
    }

    [SkippableFact]
    public async Task A_port_that_does_not_answer_is_timed_out()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "only Linux leaves a full queue unanswered");
        using var full = new FullBacklog();
        Assert.Contains("timed out", (await Sock.RunAsync($"probe {full.Endpoint} --timeout 300ms")).Exits(13).Output, StringComparison.Ordinal);
        Assert.Contains("timed out", (await Sock.RunAsync($"probe {full.Endpoint} --wait 400ms")).Exits(13).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_for_the_end_is_over_when_none_is_open()
    {
        var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        (await Sock.RunAsync($"probe {server.Address} --wait-closed 2s")).Exits(1).Says("still open after 2s");
        await using var probe = Sock.Start($"probe {server.Address} --wait-closed 20s");
        await server.DisposeAsync();
        Assert.Contains("refused", (await probe.ExitAsync()).Exits(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unix_path_that_is_not_there_is_as_good_as_refused()
    {
        using var folder = new Folder();
        Assert.Contains("ENOENT", (await Sock.RunAsync($"probe unix:{folder["none"]}")).Exits(11).Output, StringComparison.Ordinal);
        (await Sock.RunAsync($"probe unix:{folder["none"]} --wait-closed 1s")).Exits(0);
    }

    [Fact]
    public async Task A_server_that_resets_what_it_accepts_is_open()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var resetting = ResetAllAsync(listener);
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        (await Sock.RunAsync($"probe 127.0.0.1 {string.Join(',', Enumerable.Repeat(port, 300))}")).Exits(0);
        listener.Stop();
        await resetting;
    }

    [SkippableFact]
    public async Task A_port_at_which_nobody_listens_is_not_open_where_a_connect_meets_itself()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.OSVersion.Version >= new Version(6, 3), "IP_LOCAL_PORT_RANGE chooses our port since Linux 6.3");
        int port;
        using (var free = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            port = ((IPEndPoint)free.LocalEndPoint!).Port;
        }

        var range = Convert.ToHexString([.. BitConverter.GetBytes((ushort)port), .. BitConverter.GetBytes((ushort)port)]);
        Assert.Contains("ECONNREFUSED", (await Sock.RunAsync($"probe 127.0.0.1:{port} -o 0:51=0x{range}")).Exits(11).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_banner_in_JSON_is_what_send_takes()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var probe = Sock.Start($"probe {listener.LocalEndpoint} --banner --json");
        using var client = await listener.AcceptSocketAsync().WaitAsync(Until.Deadline);
        await client.SendAsync(Encoding.Latin1.GetBytes("a\\x0A\n"));
        Assert.Equal(@"a\\x0A\x0A", JsonDocument.Parse((await probe.ExitAsync()).Exits(0).Output).RootElement.GetProperty("banner").GetString());
    }

    [Fact]
    public async Task A_banner_is_shown_without_what_could_move_a_terminal()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var probe = Sock.Start($"probe {listener.LocalEndpoint} --banner");
        using var client = await listener.AcceptSocketAsync().WaitAsync(Until.Deadline);
        await client.SendAsync(Encoding.Latin1.GetBytes("220 \e[2Jready\r\n"));
        Assert.Contains(@"220 \x1B[2Jready" + "\n", (await probe.ExitAsync()).Exits(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UDP_has_three_answers()
    {
        await using var echo = await Sock.ServeAsync("echo-server udp://127.0.0.1:0");
        Assert.Contains("replied", (await Sock.RunAsync($"probe {echo.Address}")).Exits(0).Output, StringComparison.Ordinal);
        using var silent = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        Assert.Contains("unknown", (await Sock.RunAsync($"probe udp://{silent.Client.LocalEndPoint} -t 200ms")).Exits(24).Output, StringComparison.Ordinal);
        var gone = silent.Client.LocalEndPoint;
        silent.Dispose();
        Assert.Contains("refused", (await Sock.RunAsync($"probe udp://{gone}")).Exits(11).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("probe", "address")]
    [InlineData("probe 127.0.0.1", "port")]
    [InlineData("probe 127.0.0.1 20-10", "\"20-10\" ends before it begins")]
    [InlineData("probe 127.0.0.1 80,", "a port is missing beside a comma of \"80,\"")]
    [InlineData("probe 127.0.0.1:1 --", "-- needs a command after it")]
    [InlineData("probe 127.0.0.1:1 --backlog 5", "--backlog")]
    [InlineData("probe unix:/none --unix-mode 600", "--unix-mode")]
    [InlineData("probe ws://127.0.0.1:1 --ws-text", "--ws-text")]
    [InlineData("probe 127.0.0.1:1 --wait 1s --wait-closed 1s", "--wait-closed")]
    [InlineData("probe 127.0.0.1:1 --timeout 0", "--timeout")]
    [InlineData("probe 127.0.0.1:1 --show-options", "--show-options")]
    [InlineData("probe exec:cat", "\"exec:cat\" is nothing to probe")]
    [InlineData("probe fd:3", "\"fd:3\" is nothing to probe")]
    [InlineData("probe -", "\"-\" is nothing to probe")]
    public async Task What_has_no_meaning_is_a_usage_error(string line, string said) => (await Sock.RunAsync(line)).Exits(2).Says(said);

    private static async Task ResetAllAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptSocketAsync();
                client.LingerState = new LingerOption(enable: true, seconds: 0);
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            // The listener was stopped: while it accepted, or between two.
        }
    }
}
