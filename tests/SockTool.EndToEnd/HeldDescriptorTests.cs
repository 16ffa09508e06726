namespace SockTool.EndToEnd;

/// <summary>The names of descriptors that we hold, in the place of a file's: written as they are, and never opened, truncated or renamed over.</summary>
public sealed class HeldDescriptorTests : IDisposable
{
    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("--output /dev/stdout")]
    [InlineData("--output /dev/stdout --append")]
    [InlineData("--output /dev/fd/1")]
    [InlineData("--output /proc/self/fd/1")]
    [InlineData("--output /dev/stderr 2>&1")]
    [InlineData("--output /dev/fd/7 7>&1")]
    public async Task Output_goes_to_a_pipe(string option)
    {
        await using var peer = await Peer.ThatSaysAndListens("words");
        var run = await Shell.RunAsync($"\"$SOCK\" connect $PEER {option}", ("PEER", peer.Endpoint));
        Assert.Equal("words", run.Exits(0).Output);
    }

    [Theory]
    [InlineData("--output /dev/stdout", "words")]
    [InlineData("--tee /dev/stdout --output /dev/null", "words")]
    [InlineData("--output /dev/stdout --tee /proc/self/fd/1", "wordswords")]
    public async Task File_behind_standard_output_is_added_to_where_it_is(string option, string added)
    {
        await folder.WriteAsync("log", Bytes.Utf8("before\n"));
        await using var peer = await Peer.ThatSaysAndListens("words");
        (await Shell.RunAsync($"{{ \"$SOCK\" connect $PEER {option}; code=$?; echo after; exit $code; }} >>\"$LOG\"", ("PEER", peer.Endpoint), ("LOG", folder["log"]))).Exits(0);
        Assert.Equal($"before\n{added}after\n", await File.ReadAllTextAsync(folder["log"]));
        Assert.Equal(["log"], folder.Names);
    }

    [Fact]
    public async Task What_is_seen_goes_on_after_standard_output_has_ended()
    {
        await using var peer = await Peer.ThatSaysAndListens("words");
        await using var running = Shell.Start(""" "$SOCK" connect $PEER --on-peer-close finish --tee /dev/stdout --verdict /dev/stderr 2>&1""", ("PEER", peer.Endpoint));
        await Until.TrueAsync(() => running.Output.Text.Contains("wordswords", StringComparison.Ordinal));
        await running.WriteAsync("more\n");
        running.CloseInput();
        var run = (await running.ExitAsync()).Exits(0);
        Assert.StartsWith("wordswordsmore\n{", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"exit\":", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--tee")]
    [InlineData("--output")]
    [InlineData("--record")]
    [InlineData("--pcap")]
    [InlineData("--verdict")]
    public async Task Process_substitution_of_bash_is_one(string option)
    {
        await using var peer = await Peer.ThatSaysAndListens("words");
        var run = await Shell.RunAsync($$"""mkfifo "$END"; "$SOCK" connect $PEER {{option}} >(cat >"$TO"; echo end >"$END"); code=$?; read end <"$END"; exit $code""", ("PEER", peer.Endpoint), ("TO", folder["to"]), ("END", folder["end"]));
        run.Exits(0);
        Assert.NotEmpty(await File.ReadAllBytesAsync(folder["to"]));
    }

    [Theory]
    [InlineData("--output /dev/stdout >&-")]
    [InlineData("--tee /dev/stderr 2>&-")]
    [InlineData("--record /dev/fd/9")]
    [InlineData("--verdict /proc/self/fd/8 8</dev/null")]
    public async Task One_that_is_not_open_for_writing_is_61(string option)
    {
        using var nobody = new UnservedPort();
        var run = await Shell.RunAsync($"\"$SOCK\" connect $PEER {option}", ("PEER", nobody.Endpoint));
        run.Exits(61);
        if (!option.Contains("2>&-", StringComparison.Ordinal))
        {
            run.Says(option.Split(' ')[1], "EBADF");
        }
    }

    [Fact]
    public async Task One_of_the_file_that_is_read_is_refused()
    {
        await folder.WriteAsync("both", Bytes.Utf8("precious"));
        using var nobody = new UnservedPort();
        var run = await Shell.RunAsync("""cd "$IN"; "$SOCK" connect $PEER --input both --output /dev/fd/3 3>>both""", [("PEER", nobody.Endpoint), ("IN", folder.Root)]);
        run.Exits(2).Says("--input both", "--output /dev/fd/3");
        Assert.Equal("precious", await File.ReadAllTextAsync(folder["both"]));
    }

    [Fact]
    public async Task Link_to_one_is_a_link_and_refused()
    {
        File.CreateSymbolicLink(folder["link"], "/dev/stdout");
        using var nobody = new UnservedPort();
        (await Sock.RunAsync($"connect {nobody.Endpoint} --output {folder["link"]}")).Exits(61).Says("ELOOP");
    }
}
