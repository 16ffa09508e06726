using System.Globalization;

namespace SockTool.EndToEnd;

/// <summary>A file from <c>connect</c> to <c>listen</c>, through every kind of trouble on the way.</summary>
[Collection(Alone.Name)]
public sealed class TransferTests : IDisposable
{
    private static readonly int Size = (Bytes.Long ? 1024 : 64) * Bytes.MiB;

    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Whole_file_arrives_and_both_ends_leave_within_a_second_of_the_last_byte()
    {
        var times = (await TransferAsync(Size, "127.0.0.1:0")).Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        Assert.InRange(times[1] - times[0], -1, 1);
        Assert.InRange(times[2] - times[0], 0, 1);
    }

    [Fact]
    public Task Whole_file_arrives_when_the_receiver_has_no_input() => TransferAsync(Size / 4, "127.0.0.1:0", redirections: "</dev/null");

    [Fact]
    public Task Whole_file_arrives_over_IPv6() => TransferAsync(Size / 4, "[::1]:0");

    [Fact]
    public Task Whole_file_arrives_over_a_Unix_socket() => TransferAsync(Size / 4, $"unix:{folder["socket"]}");

    [Fact]
    public Task Whole_file_arrives_over_an_abstract_Unix_socket() => TransferAsync(Size / 4, $"unix:@{folder["socket"]}");

    [Fact]
    public Task Whole_file_arrives_byte_by_byte() => TransferAsync(Bytes.MiB, "127.0.0.1:0", "--buffer-size 1", "--buffer-size 1");

    [Fact]
    public async Task Whole_file_arrives_at_a_reader_who_takes_his_time()
    {
        var file = Bytes.Random(16 * Bytes.MiB);
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0", Reading.Later);
        var sending = Sock.RunAsync($"connect {server.Address}", file);
        var received = new byte[file.Length];
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (var count = 0; count < file.Length;)
        {
            count += await server.Process.OutputStream.ReadAsync(received.AsMemory(count, Math.Min(64 * Bytes.KiB, file.Length - count)));
            await pace.WaitForNextTickAsync();
        }

        server.Process.Read();
        (await sending).Exits(0);
        (await server.ExitAsync()).Exits(0);
        Assert.Equal(Bytes.Hash(file), Bytes.Hash(received));
    }

    [Fact]
    public async Task Whole_file_arrives_though_both_ends_are_stopped_and_continued_sixty_times()
    {
        var file = Bytes.Random(60 * Bytes.MiB);
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0");
        await using var client = Sock.Start($"connect {server.Address}");
        foreach (var part in file.Chunk(Bytes.MiB))
        {
            var writing = client.WriteAsync(part);
            foreach (var side in new[] { client, server.Process })
            {
                side.Send(Signal.Stop);
                await Until.TrueAsync(() => side.IsStopped);
                side.Send(Signal.Continue);
            }

            await writing;
        }

        client.CloseInput();
        (await client.ExitAsync()).Exits(0);
        var run = (await server.ExitAsync()).Exits(0);
        Assert.Equal(Bytes.Hash(file), Bytes.Hash(run.Bytes));
    }

    /// <returns>In seconds since 1970: the last byte written, the sender's end, the receiver's end.</returns>
    private async Task<string> TransferAsync(int size, string at, string listen = "", string connect = "", string redirections = "")
    {
        var sent = await folder.WriteAsync("sent", Bytes.Random(size));
        var run = await Shell.RunAsync(
            $$"""
            cd '{{folder.Root}}' && mkfifo ready
            { "$SOCK" listen {{at}} {{listen}} --ready-fd 9 9>ready {{redirections}} >got; echo $? $EPOCHREALTIME >receiver; } &
            read -r address <ready
            "$SOCK" connect "$address" {{connect}} <sent >answer; status=$? sender=$EPOCHREALTIME
            wait
            read -r other receiver <receiver
            echo "$(stat -c %.9Y got) $sender $receiver"
            exit $((status ? status : other))
            """);
        run.Exits(0);
        Assert.Empty(run.Error);
        Assert.Equal(await Bytes.HashOfFileAsync(sent), await Bytes.HashOfFileAsync(folder["got"]));
        Assert.Equal(0, new FileInfo(folder["answer"]).Length);
        return run.Output.Trim();
    }
}
