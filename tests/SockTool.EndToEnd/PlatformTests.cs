namespace SockTool.EndToEnd;

/// <summary>
/// What other systems have to run, run here (SOCK_PLATFORM): without Linux's own calls as on macOS, and without descriptors and
/// libc as on Windows. It moves the same bytes and ends with the same codes.
/// </summary>
public sealed class PlatformTests : IDisposable
{
    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("unix", "127.0.0.1:0", "")]
    [InlineData("unix", "unix:$AT/socket", "")]
    [InlineData("unix", "tls://127.0.0.1:0", "--tls-insecure")]
    [InlineData("unix", "ws://127.0.0.1:0", "")]
    [InlineData("portable", "127.0.0.1:0", "")]
    [InlineData("portable", "unix:$AT/socket", "")]
    [InlineData("portable", "tls://127.0.0.1:0", "--tls-insecure")]
    [InlineData("portable", "ws://127.0.0.1:0", "")]
    public async Task Megabytes_come_back_into_a_file(string platform, string address, string option)
    {
        await folder.WriteAsync("in", Bytes.Random(3 * Bytes.MiB));
        var run = await RunAsync(platform, $"""
            "$SOCK" echo-server {address} --ready-file "$AT/ready" &
            until [ -s "$AT/ready" ]; do kill -0 $!; done
            "$SOCK" connect "$(cut -d' ' -f1 "$AT/ready")" {option} --input "$AT/in" --output "$AT/out" --verdict "$AT/verdict" || exit
            kill -TERM $!; wait $!; echo $?
            """);
        Assert.Equal("143\n", run.Exits(0).Output);
        Assert.Equal(Bytes.Hash(Bytes.Random(3 * Bytes.MiB)), Bytes.Hash(await File.ReadAllBytesAsync(folder["out"])));
        Assert.Contains("\"bytesReceived\":3145728", await File.ReadAllTextAsync(folder["verdict"]), StringComparison.Ordinal);
        Assert.Equal(["in", "out", "verdict"], folder.Names);
    }

    [Theory]
    [InlineData("unix")]
    [InlineData("portable")]
    public async Task A_stream_goes_through_standard_input_and_output(string platform)
    {
        await folder.WriteAsync("in", Bytes.Random(3 * Bytes.MiB));
        (await RunAsync(platform, """
            "$SOCK" listen 127.0.0.1:0 --ready-file "$AT/ready" >"$AT/out" </dev/null &
            until [ -s "$AT/ready" ]; do kill -0 $!; done
            cat "$AT/in" | "$SOCK" connect "$(cat "$AT/ready")" && wait $!
            """)).Exits(0);
        Assert.Equal(Bytes.Hash(Bytes.Random(3 * Bytes.MiB)), Bytes.Hash(await File.ReadAllBytesAsync(folder["out"])));
    }

    [Theory]
    [InlineData("unix")]
    [InlineData("portable")]
    public async Task Whoever_leaves_first_ends_the_run_though_its_input_is_silent(string platform)
    {
        await using var peer = await Peer.ThatSaysAndListens("bye");
        var run = await RunAsync(platform, $"""mkfifo "$AT/silent"; "$SOCK" connect {peer.Endpoint} --on-peer-close quit 3<>"$AT/silent" <"$AT/silent" """);
        Assert.Equal("bye", run.Exits(0).Output);
    }

    [Theory]
    [InlineData("unix", "connect 127.0.0.1:1", 11)]
    [InlineData("portable", "connect 127.0.0.1:1", 11)]
    [InlineData("unix", "connect $PEER >/dev/full", 61)]
    [InlineData("portable", "connect $PEER >/dev/full", 61)]
    [InlineData("unix", "connect $PEER | true", 141)]
    [InlineData("portable", "connect $PEER | true", 141)]
    [InlineData("unix", "connect $PEER --input $AT/none", 60)]
    [InlineData("portable", "connect $PEER --input $AT/none", 60)]
    [InlineData("unix", "connect $PEER --output $AT/no/folder", 61)]
    [InlineData("portable", "connect $PEER --output $AT/no/folder", 61)]
    [InlineData("portable", "listen 127.0.0.1:0 --exec -- cat", 2)]
    public async Task Ends_with_the_same_codes(string platform, string line, int code)
    {
        await using var peer = await Peer.ThatSays(Bytes.Random(4 * Bytes.MiB));
        (await RunAsync(platform, $"\"$SOCK\" {line.Replace("$PEER", peer.Endpoint, StringComparison.Ordinal)}; exit ${{PIPESTATUS[0]}}")).Exits(code);
    }

    private Task<Run> RunAsync(string platform, string script) => Shell.RunAsync(script, ("SOCK_PLATFORM", platform), ("AT", folder.Root));
}
