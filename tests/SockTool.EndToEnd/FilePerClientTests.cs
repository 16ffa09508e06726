using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace SockTool.EndToEnd;

/// <summary><c>listen --output-per-client</c>: a file for each client, whole or not at all.</summary>
public sealed class FilePerClientTests : IDisposable
{
    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Each_client_has_its_bytes_in_a_file_of_its_own()
    {
        await using var server = await ServeAsync("127.0.0.1:0 --clients 20", "log-{n}");
        var contents = Enumerable.Range(0, 20).Select(seed => Bytes.Random((seed * 100_003) % 3_000_000, seed)).ToList();
        await Task.WhenAll(contents.Select(async content => (await Sock.RunAsync(["connect", server.Address], content)).Exits(0)));
        Assert.Empty((await server.ExitAsync()).Exits(0).Bytes);
        Assert.Equal(Enumerable.Range(1, 20).Select(number => $"log-{number}").Order(StringComparer.Ordinal), folder.Names);
        var written = await Task.WhenAll(folder.Names.Select(name => Bytes.HashOfFileAsync(folder[name])));
        Assert.Equal(contents.Select(content => Bytes.Hash(content)).Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_name_has_the_address_and_the_time_and_the_events_tell_it()
    {
        await using var server = await ServeAsync("127.0.0.1:0 -v", "{peer}-{time}");
        using var client = await server.DialAsync();
        client.Finish();
        var run = (await server.ExitAsync()).Exits(0);
        var name = Assert.Single(folder.Names);
        Assert.Matches(new Regex($"^{client.LocalEndPoint!.ToString()!.Replace(':', '_')}-[0-9]{{8}}T[0-9]{{6}}Z$", RegexOptions.None, Until.Deadline), name);
        Assert.Contains($"client 1: goes to {folder[name]}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clients_of_one_name_do_not_overwrite_each_other()
    {
        await using var server = await ServeAsync($"unix:{folder["at"]} --clients 4", "log-{peer}");
        using var begun = await server.DialAsync();
        await begun.SayAsync("0");
        await Until.TrueAsync(() => folder.Names.Any(name => name.EndsWith(".partial", StringComparison.Ordinal)));
        foreach (var words in "123")
        {
            (await Sock.RunAsync($"connect {server.Address}", $"{words}")).Exits(0);
        }

        begun.Finish();
        (await server.ExitAsync()).Exits(0);
        var names = folder.Names.ToList();
        Assert.Equal(["", ".2", ".3", ".4"], names.Select(name => name[names[0].Length..]));
        Assert.Equal(["0", "1", "2", "3"], names.Select(name => File.ReadAllText(folder[name])));
    }

    [Fact]
    public async Task Where_two_could_have_one_name_nothing_is_replaced()
    {
        foreach (var words in "01")
        {
            await using var server = await ServeAsync($"unix:{folder["at"]}", "log-{peer}");
            (await Sock.RunAsync($"connect {server.Address}", $"{words}")).Exits(0);
            (await server.ExitAsync()).Exits(0);
        }

        var names = folder.Names.ToList();
        Assert.Equal(["", ".1"], names.Select(name => name[names[0].Length..]));
        Assert.Equal(["0", "1"], names.Select(name => File.ReadAllText(folder[name])));
    }

    [Fact]
    public async Task A_client_that_is_cut_leaves_its_part_beside_the_place_and_the_others_theirs_in_it()
    {
        await folder.WriteAsync("1", Bytes.Utf8("old"));
        await folder.WriteAsync("2", Bytes.Utf8("old"));
        await using var server = await ServeAsync("127.0.0.1:0 --clients 2", "{n}");
        using var cut = await server.DialAsync();
        await cut.SayAsync("part");
        await Until.TrueAsync(() => folder.Names.Any(name => name.StartsWith("1.", StringComparison.Ordinal) && new FileInfo(folder[name]).Length == 4));
        cut.Reset();
        (await Sock.RunAsync($"connect {server.Address}", "new")).Exits(0);
        var run = (await server.ExitAsync()).Exits(30);
        var left = Assert.Single(folder.Names, name => name.StartsWith("1.", StringComparison.Ordinal));
        Assert.Contains(left, run.Error, StringComparison.Ordinal);
        Assert.Equal(("old", "part", "new"), (Read("1"), Read(left), Read("2")));
    }

    [Fact]
    public async Task A_file_that_cannot_be_made_ends_its_client_alone()
    {
        await folder.WriteAsync("real", Bytes.Utf8("precious"));
        File.CreateSymbolicLink(folder["1"], folder["real"]);
        await using var server = await ServeAsync("127.0.0.1:0 --clients 2", "{n}");
        // The reset may be there before connect(2) has looked: then it is connect that tells it.
        await Assert.ThrowsAsync<SocketException>(async () =>
        {
            using var refused = await server.DialAsync();
            await refused.SayAsync("lost");
            await refused.HearAllAsync();
        });
        (await Sock.RunAsync($"connect {server.Address}", "kept")).Exits(0);
        var run = (await server.ExitAsync()).Exits(61).Says(folder["1"], "ELOOP");
        Assert.Contains("client 1: cannot write", run.Error, StringComparison.Ordinal);
        Assert.Equal(("precious", "kept"), (Read("real"), Read("2")));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_told_before_anybody_is_served() =>
        (await Sock.RunAsync($"listen 127.0.0.1:0 -k --output-per-client {folder["no"]}/{{n}}")).Exits(61).Says(folder["no"], "ENOENT");

    [Fact]
    public async Task A_full_device_is_61()
    {
        await using var server = await Sock.ServeAsync(["listen", "127.0.0.1:0", "--output-per-client", "/dev/full"]);
        (await Sock.RunAsync($"connect {server.Address}", "words")).Exits(0, 30, 31);
        (await server.ExitAsync()).Exits(61).Says("/dev/full", "ENOSPC");
    }

    [Fact]
    public async Task After_a_signal_whole_files_stay_and_the_begun_one_is_named()
    {
        await using var server = await ServeAsync("127.0.0.1:0 -k", "{n}");
        (await Sock.RunAsync($"connect {server.Address}", "whole")).Exits(0);
        await Until.TrueAsync(() => folder.Names.Contains("1", StringComparer.Ordinal));
        using var begun = await server.DialAsync();
        await begun.SayAsync("part");
        await Until.TrueAsync(() => folder.Names.Any(name => name.StartsWith("2.", StringComparison.Ordinal) && new FileInfo(folder[name]).Length == 4));
        server.Process.Send(Signal.Terminate);
        var run = (await server.ExitAsync()).Exits(143);
        var left = Assert.Single(folder.Names, name => name.StartsWith("2.", StringComparison.Ordinal));
        Assert.Contains(left, run.Error, StringComparison.Ordinal);
        Assert.Equal(("whole", "part"), (Read("1"), Read(left)));
    }

    private Task<RunningServer> ServeAsync(string at, string template) => Sock.ServeAsync($"listen {at} --output-per-client {folder[template]}");

    private string Read(string name) => File.ReadAllText(folder[name]);
}
