using System.Net.Sockets;

namespace SockTool.EndToEnd;

/// <summary><c>--allow-file</c>, <c>--deny-file</c>, and HUP, which reads them again.</summary>
public sealed class AccessFileTests : IDisposable
{
    private const string Kept = "who may connect stays as it was";

    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task HUP_reads_the_files_again_and_leaves_the_sessions_alone()
    {
        await WriteAsync("allow", "# me\n127.0.0.1\n");
        await using var server = await ServeAsync("--allow-file allow --deny ::1 -v");
        using var client = await server.DialAsync();
        await AssertServedAsync(client);
        await WriteAsync("allow", "127.0.0.2 ::1\n");
        server.Process.Send(Signal.Hangup);
        await server.Error.ContainsAsync("2 ranges allowed, 1 denied");
        using var denied = await server.DialAsync();
        Assert.Empty(await denied.HearAllAsync());
        await AssertServedAsync(client);
        await WriteAsync("allow", "127.0.0.0/8");
        server.Process.Send(Signal.Hangup);
        await Until.TrueAsync(() => server.Error.Text.Split("who may connect: 1 range allowed").Length == 3);
        using var again = await server.DialAsync();
        await AssertServedAsync(again);
        server.Process.Send(Signal.Terminate);
        (await server.ExitAsync()).Exits(143);
    }

    [Theory]
    [InlineData("127.0.0.1\n\nfe80::%lo/10", "deny, line 3: \"fe80::%lo\" has a zone")]
    [InlineData("no.such.name.invalid", "cannot resolve no.such.name.invalid")]
    [InlineData(null, "deny: no such file")]
    public async Task What_cannot_be_read_again_is_told_and_leaves_in_force_what_was(string? text, string said)
    {
        await WriteAsync("deny", "127.0.0.1");
        await using var server = await ServeAsync("--deny-file deny");
        File.Delete(folder["deny"]);
        await (text is null ? Task.CompletedTask : WriteAsync("deny", text));
        server.Process.Send(Signal.Hangup);
        await server.Error.ContainsAsync(Kept);
        Assert.Contains(said, Assert.Single(server.Error.Text.Split('\n'), line => line.Contains("error:", StringComparison.Ordinal)), StringComparison.Ordinal);
        using var denied = await server.DialAsync();
        Assert.Empty(await denied.HearAllAsync());
    }

    [Theory]
    [InlineData("<(echo 127.0.0.1)")]
    [InlineData("/dev/stdin < <(echo 127.0.0.1)")]
    [InlineData("$F.pipe", "mkfifo $F.pipe; echo 127.0.0.1 >$F.pipe &")]
    public async Task What_can_be_read_only_once_is_not_read_again_and_leaves_in_force_what_was(string file, string before = "")
    {
        await using var server = Shell.Start($"{before} exec \"$SOCK\" echo-server 127.0.0.1:0 --ready-file $F --deny-file {file}", ("F", folder["ready"]));
        await Until.TrueAsync(() => File.Exists(folder["ready"]));
        server.Send(Signal.Hangup);
        await server.Error.ContainsAsync(Kept);
        Assert.Contains("a second time: it is not a regular file", Assert.Single(server.Error.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        using var denied = await Wire.DialAsync((await File.ReadAllTextAsync(folder["ready"])).TrimEnd());
        Assert.Empty(await denied.HearAllAsync());
    }

    [Fact]
    public async Task A_regular_file_as_standard_input_is_read_again()
    {
        await WriteAsync("deny", "127.0.0.1");
        await using var server = Shell.Start("exec \"$SOCK\" echo-server 127.0.0.1:0 -v --deny-file /dev/stdin <\"$F\"", ("F", folder["deny"]));
        await server.Error.ContainsAsync("listening");
        server.Send(Signal.Hangup);
        await Until.TrueAsync(() => server.Error.Text.Split("everybody but 1 range").Length == 3);
    }

    [Fact]
    public async Task In_JSON_it_is_an_object_as_every_event()
    {
        await WriteAsync("deny", "127.0.0.1");
        await using var server = await ServeAsync("--deny-file deny --log-format json");
        await WriteAsync("deny", "1.2.3.4/33");
        server.Process.Send(Signal.Hangup);
        await server.Error.ContainsAsync("\"event\":\"access-kept\"");
        Assert.Contains("\"cause\":\"list-malformed\"", server.Error.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sock:", server.Error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_nohup_HUP_reads_them_again_too()
    {
        await WriteAsync("deny", "");
        await using var server = Shell.Start("trap '' HUP; exec \"$SOCK\" echo-server 127.0.0.1:0 --deny-file \"$F\" -v", ("F", folder["deny"]));
        await server.Error.ContainsAsync("listening");
        await WriteAsync("deny", "127.0.0.1");
        server.Send(Signal.Hangup);
        await server.Error.ContainsAsync("everybody but 1 range");
        server.Send(Signal.Terminate);
        (await server.ExitAsync()).Exits(143);
    }

    [Theory]
    [InlineData("--deny ::1 --allow 127.0.0.1")]
    [InlineData("--max-clients-per-host 1")]
    public async Task Without_files_HUP_ends_the_run_as_ever(string options)
    {
        await using var server = await ServeAsync(options);
        server.Process.Send(Signal.Hangup);
        (await server.ExitAsync()).Exits(129).Says("SIGHUP");
    }

    [Fact]
    public async Task An_empty_file_allows_nobody_and_says_so()
    {
        await WriteAsync("allow", "# nobody yet\n");
        await using var server = await ServeAsync("--allow-file allow");
        await server.Error.ContainsAsync("nobody may connect: no address is allowed");
        using var denied = await server.DialAsync();
        Assert.Empty(await denied.HearAllAsync());
    }

    [Theory]
    [InlineData("10.0.0.0/8\n10.0.0.1/8", 2, "bad, line 2: \"10.0.0.1/8\" has bits behind its prefix")]
    [InlineData("::1 127.1", 2, "bad, line 1: \"127.1\" looks like an address and is none")]
    [InlineData("no.such.name.invalid", 10, "cannot resolve no.such.name.invalid")]
    [InlineData(null, 60, "cannot read")]
    public async Task What_is_wrong_at_the_start_is_told_before_anybody_listens(string? text, int code, string said)
    {
        await (text is null ? Task.CompletedTask : WriteAsync("bad", text));
        (await Sock.RunAsync(["listen", "127.0.0.1:0", "--deny-file", folder["bad"], "--ready-file", folder["ready"]], [])).Exits(code).Says(said);
        Assert.False(File.Exists(folder["ready"]));
    }

    private Task<RunningServer> ServeAsync(string options) =>
        Sock.ServeAsync(["echo-server", "127.0.0.1:0", .. options.Split(' ').Select(word => word is "allow" or "deny" ? folder[word] : word)]);

    // In one piece, as whoever reads again may do so at any time.
    private async Task WriteAsync(string name, string text)
    {
        await File.WriteAllTextAsync(folder["part"], text);
        File.Move(folder["part"], folder[name], overwrite: true);
    }

    private static async Task AssertServedAsync(Socket client)
    {
        await client.SayAsync("hello");
        Assert.Equal("hello", await client.HearTextAsync("hello"));
    }
}
