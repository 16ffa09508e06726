namespace SockTool.EndToEnd;

/// <summary>Programs that nobody here wrote, as client and as server: data both ways, hashes equal.</summary>
public sealed class OtherProgramTests : IDisposable
{
    private const string PythonClient = "import socket,sys,threading;s=socket.socket(socket.AF_UNIX);s.connect(sys.argv[1]);" + PythonTalk;
    private const string PythonServer = "import socket,sys,threading;l=socket.socket(socket.AF_UNIX);l.bind(sys.argv[1]);l.listen();s=l.accept()[0];" + PythonTalk;
    private const string PythonTalk = "t=threading.Thread(target=lambda:(s.sendall(sys.stdin.buffer.read()),s.shutdown(1)));t.start();[sys.stdout.buffer.write(d) for d in iter(lambda:s.recv(65536),b'')];t.join()";

    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableTheory]
    [InlineData("nc", "nc -N 127.0.0.1 $PORT")]
    [InlineData("ncat", "ncat 127.0.0.1 $PORT")]
    [InlineData("socat", "socat -t 20 - TCP:127.0.0.1:$PORT")]
    public async Task Talks_to_our_server_over_TCP(string program, string client)
    {
        Tools.Require(program);
        await using var server = await ServeAsync("127.0.0.1:0");
        await TalkAsync(client, server);
    }

    [SkippableTheory]
    [InlineData("nc", "nc -N -U $AT")]
    [InlineData("ncat", "ncat -U $AT")]
    [InlineData("socat", "socat -t 20 - UNIX-CONNECT:$AT")]
    [InlineData("python3", $"python3 -c \"{PythonClient}\" $AT")]
    public async Task Talks_to_our_server_over_a_Unix_socket(string program, string client)
    {
        Tools.Require(program);
        await using var server = await ServeAsync($"unix:{folder["at"]}");
        await TalkAsync(client, server);
    }

    [SkippableTheory]
    [InlineData("nc", "nc -N -l -U $AT", "--no-shutdown")] // it drops what it has not sent yet when it sees our end, whoever the client is
    [InlineData("ncat", "ncat -l -U $AT", "")]
    [InlineData("socat", "socat -t 20 - UNIX-LISTEN:$AT", "")]
    [InlineData("python3", $"python3 -c \"{PythonServer}\" $AT", "")]
    public async Task Serves_our_client(string program, string server, string option)
    {
        Tools.Require(program);
        await folder.PrepareAsync();
        await using var other = Shell.Start($"cd '{folder.Root}'; {server} <theirs >theirs.got", ("AT", folder["at"]));
        other.CloseInput();
        (await Sock.RunAsync($"connect unix:{folder["at"]} {option} --retry 200 --retry-delay 20ms --retry-backoff constant --input {folder["ours"]} --output {folder["ours.got"]}")).Exits(0);
        (await other.ExitAsync()).Exits(0);
        await folder.SameAsync();
    }

    [SkippableFact]
    public async Task Socat_serves_our_client_over_TCP()
    {
        Tools.Require("socat");
        await folder.PrepareAsync();
        await using var other = Shell.Start($"cd '{folder.Root}'; exec socat -d -d -t 20 - TCP-LISTEN:0,bind=127.0.0.1 <theirs >theirs.got");
        await other.Error.ContainsAsync("listening on");
        await other.Error.ContainsAsync("\n");
        var port = other.Error.Text.Split("127.0.0.1:")[1].Split('\n')[0];
        (await Sock.RunAsync($"connect 127.0.0.1 {port} --input {folder["ours"]} --output {folder["ours.got"]}")).Exits(0);
        (await other.ExitAsync()).Exits(0);
        await folder.SameAsync();
    }

    private async Task<RunningServer> ServeAsync(string at)
    {
        await folder.PrepareAsync();
        return await Sock.ServeAsync($"listen {at} --input {folder["ours"]} --output {folder["ours.got"]}");
    }

    private async Task TalkAsync(string client, RunningServer server)
    {
        var port = server.Address[(server.Address.LastIndexOf(':') + 1)..];
        (await Shell.RunAsync($"cd '{folder.Root}'; {client} <theirs >theirs.got", ("AT", folder["at"]), ("PORT", port))).Exits(0);
        (await server.ExitAsync()).Exits(0);
        await folder.SameAsync();
    }
}
