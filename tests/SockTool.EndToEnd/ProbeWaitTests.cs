using System.Net;
using System.Net.Sockets;

namespace SockTool.EndToEnd;

/// <summary><c>sock probe --wait</c> and <c>--wait-closed</c>: how long, what for, and what is told when it was in vain.</summary>
public sealed class ProbeWaitTests
{
    [Fact]
    public async Task A_wait_of_nothing_is_one_look()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        Assert.Contains("open", (await Sock.RunAsync($"probe {server.Address} --wait 0")).Exits(0).Output, StringComparison.Ordinal);
        (await Sock.RunAsync($"probe {server.Address} --wait-closed 0")).Exits(1).Says("is open");
        using var closed = new UnservedPort();
        (await Sock.RunAsync($"probe {closed.Endpoint} --wait 0")).Exits(11);
        (await Sock.RunAsync($"probe {closed.Endpoint} --wait-closed 0")).Exits(0);
    }

    [Theory]
    [InlineData("-t 200ms")]
    [InlineData("-t 200ms --wait 1s")]
    [InlineData("-t 20s --wait 1s")]
    public async Task A_silent_UDP_port_is_unknown_however_long_one_waits(string options)
    {
        using var silent = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var run = (await Sock.RunAsync($"probe udp://{silent.Client.LocalEndPoint} {options}")).Exits(24).Says($"udp://{silent.Client.LocalEndPoint} sent nothing within");
        Assert.Contains("  unknown  ", run.Output, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("-t 200ms --wait-closed 20s")]
    [InlineData("-t 20s --wait-closed 2s")]
    public async Task A_port_that_drops_SYNs_is_not_open_whichever_time_is_longer(string options)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "only Linux leaves a full queue unanswered");
        using var full = new FullBacklog();
        Assert.Contains("  timed out  ", (await Sock.RunAsync($"probe {full.Endpoint} {options}")).Exits(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-t 300ms")]
    [InlineData("-t 300ms --wait 1s")]
    [InlineData("-t 20s --wait 2s")]
    [InlineData("-t 300ms --wait-closed 1s")]
    public async Task A_server_that_does_not_answer_the_upgrade_is_timed_out_and_not_closed(string options)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var run = (await Sock.RunAsync($"probe ws://{silent.LocalEndpoint} {options}")).Exits(13).Says("did not become a WebSocket: no handshake within");
        Assert.Contains("  timed out  ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_that_are_not_open_leave_each_of_the_others_its_look()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        using var closed = new UnservedPort();
        var port = closed.Endpoint.Split(':')[1];
        var run = await Sock.RunAsync($"probe 127.0.0.1 {string.Join(',', Enumerable.Repeat(port, 200))},{server.Address.Split(':')[1]} --wait 2s");
        Assert.Contains($"{server.Address}  open  ", run.Exits(11).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_ends_the_wait_with_a_line_and_no_rows()
    {
        using var closed = new UnservedPort();
        await using var probe = Sock.Start($"probe {closed.Endpoint} --wait 1h -v");
        await probe.Error.ContainsAsync("refused");
        Signal.Send(probe.Id, Signal.Interrupt);
        var run = (await probe.ExitAsync()).Exits(130).Says("ended by signal SIGINT");
        Assert.Equal("", run.Output);
    }
}
