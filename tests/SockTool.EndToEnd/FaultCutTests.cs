using System.Net.Sockets;

namespace SockTool.EndToEnd;

/// <summary>--fault close-after and reset-after: what a cut leaves behind.</summary>
public sealed class FaultCutTests : IDisposable
{
    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("127.0.0.1:0", "close-after")]
    [InlineData("tls://127.0.0.1:0", "close-after")]
    [InlineData("tls://127.0.0.1:0", "reset-after")]
    [InlineData("ws://127.0.0.1:0", "close-after")]
    public async Task Beside_a_latency_it_finds_nothing_of_that_in_its_way(string at, string fault)
    {
        await using var server = await Sock.ServeAsync($"listen {at} --fault latency=50ms --fault {fault}=10 --recv-only -v");
        await using var client = Sock.Start($"connect {server.Address}");
        await client.WriteAsync("0123456789abcdef");
        Assert.Equal("0123456789", (await server.ExitAsync()).Exits(0).Output);
        client.CloseInput();
        await client.ExitAsync();
    }

    [Theory]
    [InlineData("close-after")]
    [InlineData("reset-after")]
    public async Task A_file_for_each_client_is_in_its_place_after_a_cut_that_was_asked_for(string fault)
    {
        await using var server = await Sock.ServeAsync(["listen", "127.0.0.1:0", "--output-per-client", folder["{n}"], "--fault", $"{fault}=5"]);
        using var client = await server.DialAsync();
        await client.SayAsync("hello world");
        await Record.ExceptionAsync(client.HearAllAsync);
        client.Close();
        (await server.ExitAsync()).Exits(0);
        Assert.Equal("hello", await File.ReadAllTextAsync(folder["1"]));
        Assert.Equal(["1"], folder.Names);
    }

    [Fact]
    public async Task A_file_that_cannot_be_put_into_its_place_is_told_after_a_cut_too()
    {
        await using var server = await Sock.ServeAsync(["listen", "127.0.0.1:0", "--output-per-client", folder["{n}"], "--fault", "close-after=5"]);
        using var client = await server.DialAsync();
        await client.SayAsync("hel");
        await Until.TrueAsync(() => folder.Names.Any());
        Directory.CreateDirectory(folder["1"]);
        await client.SayAsync("lo world");
        await Record.ExceptionAsync(client.HearAllAsync);
        (await server.ExitAsync()).Exits(61);
    }
}
