namespace SockTool.EndToEnd;

/// <summary>A stalled peer or reader holds memory flat and costs no processor time.</summary>
[Collection(Alone.Name)]
public sealed class BackPressureTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Peer_that_does_not_read()
    {
        await using var peer = await Peer.ThatIsSilent();
        await using var client = Shell.Start($"exec \"$SOCK\" connect {peer.Endpoint} -vv </dev/zero");
        await StallsAsync(client);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--keep-open")]
    public async Task Client_that_does_not_read(string option)
    {
        using var folder = new Folder();
        await using var server = Shell.Start($"exec \"$SOCK\" listen unix:$AT {option} -vv </dev/zero", ("AT", folder["at"]));
        await server.Error.ContainsAsync("listening");
        using var client = await Wire.DialAsync($"unix:{folder["at"]}");
        await StallsAsync(server);
    }

    [Fact]
    public async Task Reader_of_the_output_that_does_not_read()
    {
        await using var peer = await Peer.That(async (client, one) =>
        {
            var zeros = new byte[Bytes.MiB];
            while (!one.Over.IsCancellationRequested)
            {
                await client.SendAsync(zeros, one.Over);
            }
        });
        await using var client = Sock.Start($"connect {peer.Endpoint} -vv", Reading.Later);
        await StallsAsync(client);
    }

    [Fact]
    public async Task Echo_client_that_never_reads()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0 -vv");
        using var client = await server.DialAsync();
        client.Blocking = false;
        var zeros = new byte[64 * Bytes.KiB];
        await Until.TrueAsync(() => client.Send(zeros, System.Net.Sockets.SocketFlags.None, out _) == 0 && server.Error.Text.Contains("to the peer", StringComparison.Ordinal));
        await StallsAsync(server.Process);
    }

    private static async Task StallsAsync(RunningProcess process)
    {
        await process.Error.ContainsAsync("read ");
        var told = -1;
        await Until.TrueAsync(() => told == (told = process.Error.Bytes.Length), "nothing moves any more");
        var before = process.Memory;
        var load = await Load.OverAsync(process, Window);
        Assert.InRange(process.Memory - before, long.MinValue, 8 * Bytes.MiB);
        Assert.InRange(load, 0, 0.15);
    }
}
