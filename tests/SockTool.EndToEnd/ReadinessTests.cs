using System.Globalization;

namespace SockTool.EndToEnd;

/// <summary><c>--ready-file</c>, <c>--ready-fd</c> and <c>--run</c>: how scripts learn that a server stands.</summary>
public sealed class ReadinessTests : IDisposable
{
    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("listen")]
    [InlineData("echo-server")]
    public async Task File_is_one_whole_line_with_the_real_address_and_gone_at_the_end(string command)
    {
        await folder.WriteAsync("ready", Bytes.Utf8("from an earlier run, and longer than an address is"));
        await using var server = Sock.Start($"{command} 127.0.0.1:0 --ready-file {folder["ready"]}");
        await Until.TrueAsync(() => File.ReadAllText(folder["ready"]).StartsWith("127.", StringComparison.Ordinal));
        var line = await File.ReadAllTextAsync(folder["ready"]);
        Assert.Matches(@"\A127\.0\.0\.1:\d+\n\z", line);
        Assert.Equal(["ready"], folder.Names);
        using var client = await Wire.DialAsync(line.TrimEnd());
        server.Send(Signal.Terminate);
        (await server.ExitAsync()).Exits(143);
        Assert.Empty(folder.Names);
    }

    [Theory]
    [InlineData("--accept-timeout 100ms", 20)]
    [InlineData("--deadline 100ms", 22)]
    [InlineData("--run -- true", 0)]
    [InlineData("--run -- /no/such/program", 1)]
    public async Task File_is_gone_after_every_end(string options, int code)
    {
        (await Sock.RunAsync($"listen 127.0.0.1:0 --ready-file {folder["ready"]} {options}")).Exits(code);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public async Task File_is_gone_after_a_second_signal_too()
    {
        const string Stubborn = "trap '' TERM; echo >$0; for i in $(seq 2000); do sleep 0.05; done";
        await using var server = Sock.Start(["listen", $"unix:{folder["at"]}", "--ready-file", folder["ready"], "--run", "--", "sh", "-c", Stubborn, folder["runs"]]);
        await Until.TrueAsync(() => File.Exists(folder["runs"]));
        server.Send(Signal.Terminate);
        await Until.TrueAsync(() => !File.Exists(folder["at"]));
        Assert.True(File.Exists(folder["ready"]));
        server.Send(Signal.Terminate);
        (await server.ExitAsync()).Exits(143);
        Assert.Equal(["runs"], folder.Names);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(" && exit 9", 9)]
    [InlineData(" --expect-bytes 1000", 50)]
    public async Task File_is_there_before_the_command_which_can_connect_at_once(string rest, int code)
    {
        var script = $"test -s \"$0\" && \"$SOCK\" connect 127.0.0.1 $SOCK_PORT{rest}";
        var run = (await Sock.RunAsync(["listen", "0", "--ready-file", folder["ready"], "--run", "--", "sh", "-c", script, folder["ready"]], [])).Exits(code);
        Assert.Empty(folder.Names);
        Assert.DoesNotContain("internal", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_that_cannot_be_written_is_61() =>
        (await Sock.RunAsync("listen 127.0.0.1:0 --ready-file /no/such/folder/ready")).Exits(61).Says("/no/such/folder/ready");

    [Fact]
    public async Task Port_in_use_makes_no_file()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0");
        (await Sock.RunAsync($"listen {server.Address} --ready-file {folder["ready"]}")).Exits(14);
        Assert.Empty(folder.Names);
    }

    [Theory]
    [InlineData("127.0.0.1:0", @"127\.0\.0\.1:\d+")]
    [InlineData("[::1]:0", @"\[::1\]:\d+")]
    [InlineData("0", @"\[::\]:\d+|\*:\d+")]
    [InlineData("unix:$AT", "unix:.*/at")]
    public async Task Descriptor_gets_the_same_line(string address, string line)
    {
        var run = await Shell.RunAsync($"\"$SOCK\" listen {address} --accept-timeout 100ms --ready-fd 5 5>\"$AT.line\"; cat \"$AT.line\"", ("AT", folder["at"]));
        Assert.Matches($@"\A({line})\n\z", run.Output);
    }

    [Theory]
    [InlineData("9>&-", "EBADF")]
    [InlineData("9</dev/null", "EBADF")]
    [InlineData("9>/dev/full", "ENOSPC")]
    [InlineData("9> >(exit)", "EPIPE")]
    public async Task Descriptor_that_cannot_be_written_is_an_error_of_one_line_before_anybody_is_served(string descriptor, string said)
    {
        // The reader behind >(…) must have gone before anything is written.
        var script = $"exec {descriptor}; wait $!; exec \"$SOCK\" listen 127.0.0.1:0 --ready-fd 9 --run -- touch \"$AT\"";
        (await Shell.RunAsync(script, ("AT", folder["at"]))).Exits(61).Says("descriptor 9", said);
        Assert.Empty(folder.Names);
    }

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("kill -KILL $$", 137)]
    public async Task Exit_code_of_the_command_is_the_runs(string script, int code) =>
        (await Sock.RunAsync(["listen", "127.0.0.1:0", "--run", "--", "sh", "-c", script], [])).Exits(code);

    [Fact]
    public async Task Command_knows_the_address_and_the_port()
    {
        var run = await Sock.RunAsync(["listen", "127.0.0.1:0", "--run", "--", "sh", "-c", "echo $SOCK_ADDRESS $SOCK_PORT >$0", folder["said"]], []);
        run.Exits(0);
        Assert.Matches(@"\A127\.0\.0\.1 [1-9]\d*\n\z", await File.ReadAllTextAsync(folder["said"]));
    }

    [Fact]
    public async Task Command_can_be_the_client_and_all_it_said_is_on_the_output()
    {
        var run = await Sock.RunAsync(["listen", "127.0.0.1:0", "--keep-open", "--run", "--", "sh", "-c", "\"$SOCK\" connect $SOCK_ADDRESS $SOCK_PORT --send words --linger 0"], []);
        Assert.Equal("words", run.Exits(0).Output);
    }

    [Fact]
    public async Task Run_ends_with_its_command_and_waits_for_nobody_who_is_not_there()
    {
        var run = (await Sock.RunAsync(["echo-server", "127.0.0.1:0", "--run", "--", "true"], [])).Exits(0);
        Assert.InRange(run.Elapsed.TotalSeconds, 0, Sock.IsNative ? 0.8 : 5);
    }

    [Fact]
    public async Task Command_that_is_not_there_is_an_error_of_one_line() =>
        (await Sock.RunAsync(["listen", "127.0.0.1:0", "--run", "--", "/no/such/program"], [])).Exits(1).Says("/no/such/program", "ENOENT");

    [Fact]
    public async Task Command_ends_with_us()
    {
        await using var server = Sock.Start(["listen", "127.0.0.1:0", "--run", "--", "sh", "-c", "echo $$ >$0; exec sleep 1000", folder["pid"]]);
        await Until.TrueAsync(() => File.Exists(folder["pid"]) && File.ReadAllText(folder["pid"]).EndsWith('\n'));
        var child = int.Parse(await File.ReadAllTextAsync(folder["pid"]), CultureInfo.InvariantCulture);
        server.Send(Signal.Terminate);
        (await server.ExitAsync()).Exits(143);
        Assert.False(Directory.Exists($"/proc/{child}"));
    }
}
