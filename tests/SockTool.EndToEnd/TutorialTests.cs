using System.Diagnostics;
using System.Globalization;

namespace SockTool.EndToEnd;

/// <summary>The classic tutorial session: sock with the two Python programs, and sock with itself.</summary>
public sealed class TutorialTests
{
    private const string Talk = "hello\n你好，服务端\nexit\n";
    private static readonly string Kept = Tools.SessionFile("tutorial.session");
    private static readonly string[] Server = ["listen", "127.0.0.1:0", "--backlog", "8", "--buffer-size", "512", "--reply", "服务端接收到了信息 {message}"];

    [SkippableFact]
    public async Task Sock_talks_to_the_tutorials_server()
    {
        Tools.Require("python3");
        await using var server = Python("tutorial_server.py", "127.0.0.1", "0");
        await server.Output.ContainsAsync("\n");
        var client = await Sock.RunAsync($"connect 127.0.0.1 {server.Output.Text.TrimEnd()} --interactive --buffer-size 1024", Talk);
        var served = await server.ExitAsync();
        var port = served.Output.Split('\n')[0];
        await Session(client, served with { Bytes = Bytes.Utf8(served.Output.Replace(port, "PORT", StringComparison.Ordinal)) });
    }

    [SkippableFact]
    public async Task The_tutorials_client_talks_to_sock()
    {
        Tools.Require("python3");
        await using var server = await RunningServer.StartAsync(Server, Reading.AtOnce);
        await using var client = Python("tutorial_client.py", "127.0.0.1", server.Port.ToString(CultureInfo.InvariantCulture));
        await client.WriteAsync(Talk);
        client.CloseInput();
        await Session(await client.ExitAsync(), await server.ExitAsync());
    }

    [Fact]
    public async Task Sock_talks_to_sock()
    {
        await using var server = await RunningServer.StartAsync(Server, Reading.AtOnce);
        var client = await Sock.RunAsync($"connect {server.Address} --interactive --buffer-size 1024", Talk);
        await Session(client, await server.ExitAsync());
    }

    [SkippableFact]
    public async Task Recorded_it_is_the_session_that_is_kept()
    {
        Tools.Require("python3");
        using var folder = new Folder();
        await using var server = Python("tutorial_server.py", "127.0.0.1", "0");
        await server.Output.ContainsAsync("\n");
        (await Sock.RunAsync($"connect 127.0.0.1 {server.Output.Text.TrimEnd()} --interactive --record {folder["client"]}", Talk)).Exits(0);
        await using var ours = await RunningServer.StartAsync([.. Server, "--record", folder["server"]], Reading.AtOnce);
        await using var client = Python("tutorial_client.py", "127.0.0.1", ours.Port.ToString(CultureInfo.InvariantCulture));
        await client.WriteAsync(Talk);
        client.CloseInput();
        (await client.ExitAsync()).Exits(0);
        (await ours.ExitAsync()).Exits(0);
        var kept = (await File.ReadAllLinesAsync(Kept)).Skip(2);
        Assert.Equal(kept, (await File.ReadAllLinesAsync(folder["client"])).Skip(2));
        Assert.Equal(kept, (await File.ReadAllLinesAsync(folder["server"])).Skip(2));
    }

    [SkippableFact]
    public async Task What_is_kept_is_what_the_tutorials_programs_and_sock_say()
    {
        Tools.Require("python3");
        await using var server = Python("tutorial_server.py", "127.0.0.1", "0");
        await server.Output.ContainsAsync("\n");
        (await Sock.RunAsync(["replay", Kept, "127.0.0.1", server.Output.Text.TrimEnd()], [])).Exits(0);
        await using var ours = await RunningServer.StartAsync(Server, Reading.AtOnce);
        (await Sock.RunAsync(["replay", Kept, ours.Address], [])).Exits(0);
        await using var played = await Sock.ServeAsync(["replay", Kept, "127.0.0.1:0", "--as", "server"]);
        await using var client = Python("tutorial_client.py", "127.0.0.1", played.Port.ToString(CultureInfo.InvariantCulture));
        await client.WriteAsync(Talk);
        client.CloseInput();
        (await client.ExitAsync()).Exits(0);
        (await played.ExitAsync()).Exits(0);
    }

    [Fact]
    public async Task Character_that_a_read_of_512_bytes_splits_is_shown_whole_on_both_sides()
    {
        var message = new string('信', 200);
        await using var server = await RunningServer.StartAsync(Server, Reading.AtOnce);
        var client = (await Sock.RunAsync($"connect {server.Address} --interactive --buffer-size 1024", message)).Exits(0);
        var first = $"服务端接收到了信息 {message[..170]}";
        var second = $"服务端接收到了信息 {message[170..]}";
        Assert.Equal(first + second, client.Output.Replace("\n", "", StringComparison.Ordinal));
        Assert.Equal(message, (await server.ExitAsync()).Exits(0).Output);
    }

    private static RunningProcess Python(string script, params string[] arguments)
    {
        var what = new ProcessStartInfo("python3", ["-u", Tools.PeerScript(script), .. arguments]);
        Surroundings.Plain(what);
        return new RunningProcess(what);
    }

    private static Task Session(Run client, Run server, [System.Runtime.CompilerServices.CallerMemberName] string test = "") => VerifyXunit.Verifier.Verify(
        $"""
        == client, exit {client.ExitCode} ==
        {client.Output}{client.Error}
        == server, exit {server.ExitCode} ==
        {server.Output}{server.Error}

        """,
        method: test);
}
