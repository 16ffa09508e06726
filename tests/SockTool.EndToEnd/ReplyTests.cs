using System.Text;

namespace SockTool.EndToEnd;

/// <summary><c>--reply</c>: an answer for each read.</summary>
public sealed class ReplyTests
{
    [Theory]
    [InlineData("[{message}]", "[one][two]")]
    [InlineData("{bytes},", "3,3,")]
    [InlineData("{n} ", "1 2 ")]
    [InlineData("{message}{message}", "oneonetwotwo")]
    [InlineData("{{what}} {", "{what} {{what} {")]
    [InlineData("""{"n":{n}}""", """{"n":1}{"n":2}""")]
    [InlineData("ok", "okok")]
    public async Task Template_is_filled_for_each_read(string template, string answers)
    {
        await using var server = await RunningServer.StartAsync(["listen", "127.0.0.1:0", "--buffer-size", "3", "--reply", template], Reading.AtOnce);
        Assert.Equal(answers, (await Sock.RunAsync($"connect {server.Address}", "onetwo")).Exits(0).Output);
        Assert.Equal("onetwo", (await server.ExitAsync()).Exits(0).Output);
    }

    [Fact]
    public async Task Peer_is_the_clients_address()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0 --reply {peer}");
        using var client = await server.DialAsync();
        await client.SayAsync("x");
        client.Finish();
        Assert.Equal(client.LocalEndPoint!.ToString(), Encoding.UTF8.GetString(await client.HearAllAsync()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Character_that_a_read_splits_is_kept_together(int buffer)
    {
        const string Message = "a服务é🙂端";
        await using var server = await Sock.ServeAsync($"listen 127.0.0.1:0 --buffer-size {buffer} --reply [{{message}}]");
        var answer = (await Sock.RunAsync($"connect {server.Address}", Message)).Exits(0).Output;
        Assert.DoesNotContain('\ufffd', answer);
        Assert.Equal(Message, answer.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal));
        Assert.Equal(Bytes.Utf8(Message), (await server.ExitAsync()).Exits(0).Bytes);
    }

    [Theory]
    [InlineData("FF")]
    [InlineData("61E69C")]
    [InlineData("80808080")]
    [InlineData("E6")]
    public async Task Bytes_that_are_no_text_come_back_as_they_are(string hex)
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 --buffer-size 1 --reply {message}");
        var run = (await Sock.RunAsync($"connect {server.Address} --send-hex {hex}")).Exits(0);
        Assert.Equal(hex, Convert.ToHexString(run.Bytes));
        Assert.Equal(hex, Convert.ToHexString((await server.ExitAsync()).Exits(0).Bytes));
    }

    [Fact]
    public async Task Each_client_has_its_own_count()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0 --reply {n}");
        Assert.Equal("1", (await Sock.RunAsync($"connect {server.Address}", "x")).Exits(0).Output);
        Assert.Equal("1", (await Sock.RunAsync($"connect {server.Address}", "x")).Exits(0).Output);
    }

    [Fact]
    public async Task Echo_server_shows_nothing_of_what_it_answers()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0 --reply {message} --clients 1");
        (await Sock.RunAsync($"connect {server.Address}", "words")).Exits(0);
        Assert.Empty((await server.ExitAsync()).Exits(0).Bytes);
    }
}
