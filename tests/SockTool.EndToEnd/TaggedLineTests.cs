using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SockTool.EndToEnd;

/// <summary><c>listen --tag</c>: lines that say whose they are.</summary>
public sealed class TaggedLineTests
{
    private const int LinesEach = 100;

    private static readonly int Many = Bytes.Long ? 1000 : 50;

    [Theory]
    [InlineData("--tag", true)]
    [InlineData("", false)]
    public async Task Every_line_of_a_thousand_clients_arrives_whole_and_once(string option, bool torn)
    {
        await using var server = await Sock.ServeAsync($"listen 127.0.0.1:0 --clients {Many} {option}".TrimEnd());
        var clients = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => server.DialAsync()));
        await Task.WhenAll(clients.Select((client, number) => TalkAsync(client, number, torn)));
        var run = (await server.ExitAsync()).Exits(0);
        var lines = run.Output.Split('\n')[..^1];
        var said = Enumerable.Range(0, Many).SelectMany(number => Enumerable.Range(0, LinesEach).Select(line => Line(number, line)));
        Assert.Equal(said.Order(StringComparer.Ordinal), lines.Select(line => line.Split('\t')[^1]).Order(StringComparer.Ordinal));
        if (option.Length > 0)
        {
            var tags = lines.GroupBy(line => line.Split('\t')[0], StringComparer.Ordinal).ToList();
            Assert.Equal(Enumerable.Range(1, Many).Select(number => $"{number}").Order(StringComparer.Ordinal), tags.Select(tag => tag.Key).Order(StringComparer.Ordinal));
            Assert.All(tags, tag => Assert.Equal(Enumerable.Range(0, LinesEach).Select(line => Line(NumberIn(tag.First()), line)), tag.Select(line => line.Split('\t')[1])));
        }
    }

    [Fact]
    public async Task The_number_is_that_of_the_events_and_bytes_stay_as_they_are()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 --clients 2 --tag -v");
        using var one = await server.DialAsync();
        await server.Error.ContainsAsync($"client 1: accepted {one.LocalEndPoint}");
        using var two = await server.DialAsync();
        await server.Error.ContainsAsync($"client 2: accepted {two.LocalEndPoint}");
        await one.SayAsync("begun, ");
        await two.SayAsync("a\r\n\n\0\u0001b\n");
        await server.Output.ContainsAsync("b\n");
        await one.SayAsync("and ended");
        one.Finish();
        await server.Output.ContainsAsync("ended\n");
        two.Finish();
        Assert.Equal("2\ta\r\n2\t\n2\t\0\u0001b\n1\tbegun, and ended\n", (await server.ExitAsync()).Exits(0).Output);
    }

    [Theory]
    [InlineData(false, 30)]
    [InlineData(true, 143)]
    public async Task What_was_held_back_is_written_after_a_reset_and_after_a_signal(bool signal, int code)
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 --tag -vv");
        using var client = await server.DialAsync();
        await client.SayAsync("one\nno end");
        await server.Output.ContainsAsync("1\tone\n");
        if (signal)
        {
            server.Process.Send(Signal.Terminate);
        }
        else
        {
            client.Reset();
        }

        Assert.Equal("1\tone\n1\tno end\n", (await server.ExitAsync()).Exits(code).Output);
    }

    [Fact]
    public async Task A_rest_that_cannot_be_written_is_61()
    {
        // The client may be told of it by a reset: what it says is its own matter.
        var run = await Shell.RunAsync("""exec 3< <("$SOCK" listen 127.0.0.1:0 --tag --ready-fd 4 4>&1 >/dev/full); read -r at <&3; printf tail | "$SOCK" connect $at 2>/dev/null; wait $!""");
        run.Exits(61).Says("standard output", "ENOSPC");
    }

    [Fact]
    public async Task A_file_has_the_lines_too()
    {
        using var folder = new Folder();
        await using var server = await Sock.ServeAsync($"listen 127.0.0.1:0 --tag --output {folder["lines"]} --expect-bytes 5");
        (await Sock.RunAsync($"connect {server.Address}", "a\nb\nc")).Exits(0);
        (await server.ExitAsync()).Exits(0);
        Assert.Equal("1\ta\n1\tb\n1\tc\n", await File.ReadAllTextAsync(folder["lines"]));
    }

    [Fact]
    public async Task A_datagram_is_a_line()
    {
        await using var server = await Sock.ServeAsync("listen udp://127.0.0.1:0 --keep-open --tag");
        using var one = new UdpClient(AddressFamily.InterNetwork);
        using var two = new UdpClient(AddressFamily.InterNetwork);
        foreach (var (sender, words, expected) in new[] { (one, "a", "1\ta\n"), (two, "b\nc", "2\tb\n2\tc\n"), (one, "", "1\t\n"), (one, "d\n", "1\td\n") })
        {
            await sender.SendAsync(Bytes.Utf8(words), new IPEndPoint(IPAddress.Loopback, server.Port));
            await server.Output.ContainsAsync(expected);
        }

        Assert.Equal("1\ta\n2\tb\n2\tc\n1\t\n1\td\n", server.Output.Text);
    }

    [Fact]
    public async Task Answers_with_a_template_show_tagged_messages()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 --tag --reply got:{message}");
        Assert.Equal("got:hello", (await Sock.RunAsync($"connect {server.Address}", "hello")).Exits(0).Output);
        Assert.Equal("1\thello\n", (await server.ExitAsync()).Exits(0).Output);
    }

    private static async Task TalkAsync(Socket client, int number, bool torn)
    {
        using var end = client;
        client.NoDelay = true;
        for (var line = 0; line < LinesEach; line++)
        {
            var bytes = Bytes.Utf8($"{Line(number, line)}\n");
            var cut = torn ? (number + line) % bytes.Length : 0;
            await client.SayAsync(bytes[..cut]);
            await client.SayAsync(bytes[cut..]);
        }

        client.Finish();
        await client.HearAllAsync();
    }

    private static string Line(int number, int line) => $"client {number} line {line} {new string('x', (number * line) % 97)}";

    private static int NumberIn(string line) => int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
}
