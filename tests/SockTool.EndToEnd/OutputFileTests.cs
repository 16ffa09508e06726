namespace SockTool.EndToEnd;

/// <summary><c>--output</c>, <c>--append</c>, <c>--input</c>: a file is there whole or not at all.</summary>
public sealed class OutputFileTests : IDisposable
{
    private readonly Folder folder = new();

    private string Target => folder["target"];

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("connect")]
    [InlineData("listen")]
    public async Task File_takes_its_place_on_a_clean_end(string command)
    {
        await folder.WriteAsync("target", Bytes.Utf8("old"));
        if (command == "listen")
        {
            await using var server = await Sock.ServeAsync($"listen 127.0.0.1:0 --output {Target}");
            (await Sock.RunAsync($"connect {server.Address}", "new")).Exits(0);
            Assert.Empty((await server.ExitAsync()).Exits(0).Bytes);
        }
        else
        {
            await using var peer = await Peer.ThatSaysAndListens("new");
            Assert.Empty((await Sock.RunAsync($"connect {peer.Endpoint} --output {Target}")).Exits(0).Bytes);
        }

        Assert.Equal("new", await File.ReadAllTextAsync(Target));
        Assert.Equal(["target"], folder.Names);
    }

    [Fact]
    public async Task Old_content_stays_until_the_end_and_after_a_failure_the_new_one_is_kept_beside_it()
    {
        await folder.WriteAsync("target", Bytes.Utf8("old"));
        await using var peer = await Peer.ThatSaysAndStays("part");
        await using var client = Sock.Start($"connect {peer.Endpoint} --output {Target}");
        await Until.TrueAsync(() => folder.Names.Any(name => name != "target" && new FileInfo(folder[name]).Length == 4), "the temporary file has the words");
        Assert.Equal("old", await File.ReadAllTextAsync(Target));
        client.Send(Signal.Terminate);
        var run = (await client.ExitAsync()).Exits(143);
        var kept = Assert.Single(folder.Names, name => name != "target");
        Assert.Contains(folder[kept], run.Error, StringComparison.Ordinal);
        Assert.Equal("part", await File.ReadAllTextAsync(folder[kept]));
        Assert.Equal("old", await File.ReadAllTextAsync(Target));
    }

    [Fact]
    public async Task Failure_before_the_first_byte_leaves_no_file()
    {
        await using var peer = await Peer.ThatResetsAfter(0);
        (await Sock.RunAsync($"connect {peer.Endpoint} --recv-only --output {Target}")).Exits(30);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public async Task Verification_that_fails_leaves_the_place_as_it_was()
    {
        await folder.WriteAsync("target", Bytes.Utf8("old"));
        await using var peer = await Peer.ThatSaysAndListens("words");
        (await Sock.RunAsync($"connect {peer.Endpoint} --output {Target} --expect-bytes 6")).Exits(50);
        Assert.Equal("old", await File.ReadAllTextAsync(Target));
    }

    [Theory]
    [InlineData("", "real")]
    [InlineData("", "nothing")]
    [InlineData("--append", "real")]
    [InlineData("--append", "nothing")]
    public async Task Symbolic_link_is_refused(string option, string goal)
    {
        await folder.WriteAsync("real", Bytes.Utf8("precious"));
        File.CreateSymbolicLink(Target, folder[goal]);
        await using var peer = await Peer.ThatSaysAndListens("words");
        (await Sock.RunAsync($"connect {peer.Endpoint} --output {Target} {option}")).Exits(61).Says(Target, "ELOOP");
        Assert.Equal("precious", await File.ReadAllTextAsync(folder["real"]));
        Assert.Equal(folder[goal], new FileInfo(Target).LinkTarget);
        Assert.Equal(["real", "target"], folder.Names);
    }

    [Fact]
    public async Task Device_is_written_straight_and_stays_a_device()
    {
        await using var peer = await Peer.ThatSaysAndListens("words");
        (await Sock.RunAsync($"connect {peer.Endpoint} --output /dev/null")).Exits(0);
        (await Shell.RunAsync("test -c /dev/null && ! compgen -G '/dev/null?*'")).Exits(0);
    }

    [Fact]
    public async Task A_full_device_is_told_as_what_it_is_also_in_the_middle_of_our_own_sending()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        var much = await folder.WriteAsync("much", Bytes.Random(20 * Bytes.MiB));
        (await Shell.RunAsync("\"$SOCK\" connect $AT <$MUCH >/dev/full", ("AT", server.Address), ("MUCH", much))).Exits(61).Says("standard output", "ENOSPC");
    }

    [Fact]
    public async Task Full_device_is_61()
    {
        await using var peer = await Peer.ThatSaysAndListens("words");
        (await Sock.RunAsync($"connect {peer.Endpoint} --output /dev/full")).Exits(61).Says("/dev/full", "ENOSPC");
    }

    [Fact]
    public async Task Named_pipe_is_written_straight_and_stays_a_pipe()
    {
        await using var peer = await Peer.ThatSaysAndListens("words");
        var run = await Shell.RunAsync("""mkfifo "$TO"; "$SOCK" connect $PEER --output "$TO" & cat "$TO"; wait $! && test -p "$TO" """, ("PEER", peer.Endpoint), ("TO", Target));
        Assert.Equal("words", run.Exits(0).Output);
    }

    [Fact]
    public async Task Append_adds_to_what_is_there_and_makes_what_is_not()
    {
        await using var peer = await Peer.ThatSaysAndListens("words");
        (await Sock.RunAsync($"connect {peer.Endpoint} --output {Target} --append")).Exits(0);
        (await Sock.RunAsync($"connect {peer.Endpoint} --output {Target} --append")).Exits(0);
        Assert.Equal("wordswords", await File.ReadAllTextAsync(Target));
    }

    [Fact]
    public async Task Mode_of_a_replaced_file_is_kept()
    {
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        File.SetUnixFileMode(await folder.WriteAsync("target", []), Mode);
        await using var peer = await Peer.ThatSaysAndListens("words");
        (await Sock.RunAsync($"connect {peer.Endpoint} --output {Target}")).Exits(0);
        Assert.Equal(Mode, File.GetUnixFileMode(Target));
    }

    [Theory]
    [InlineData("--output /no/such/folder/file", 61)]
    [InlineData("--output /", 61)]
    [InlineData("--input /no/such/file", 60)]
    public async Task File_that_cannot_be_opened_is_told_before_anybody_is_called(string option, int code)
    {
        using var nobody = new UnservedPort();
        (await Sock.RunAsync($"connect {nobody.Endpoint} {option}")).Exits(code).Says(option.Split(' ')[1]);
    }

    [Fact]
    public async Task Input_file_is_sent_whole()
    {
        var content = Bytes.Random(Bytes.MiB);
        await folder.WriteAsync("input", content);
        await using var peer = await Peer.ThatListens();
        (await Sock.RunAsync($"connect {peer.Endpoint} --input {folder["input"]}", "not this")).Exits(0);
        await peer.StreamEnded;
        Assert.Equal(Bytes.Hash(content), Bytes.Hash(peer.Heard));
    }
}
