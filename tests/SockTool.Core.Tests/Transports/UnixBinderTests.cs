using System.Net.Sockets;
using System.Runtime.Versioning;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Transports;

namespace SockTool.Core.Tests.Transports;

[UnsupportedOSPlatform("windows")]
public sealed class UnixBinderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sock-bind-");
    private readonly string path;

    public UnixBinderTests() => path = Path.Combine(folder.FullName, "s");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_socket_that_nobody_answers_at_is_replaced()
    {
        LeaveStaleSocket();
        await using var listener = await BindAsync();
        await using var dialled = await new UnixConnector(new UnixEndpoint(path, IsAbstract: false), new SocketSettings()).ConnectAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_live_socket_is_never_touched()
    {
        await using var live = await BindAsync();
        await AssertRefusedAsync();
    }

    [Fact]
    public async Task A_live_socket_whose_backlog_is_full_is_never_touched()
    {
        using var busy = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        busy.Bind(new UnixDomainSocketEndPoint(path));
        busy.Listen(0);
        using var waiting = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await waiting.ConnectAsync(new UnixDomainSocketEndPoint(path));
        await AssertRefusedAsync();
    }

    [Fact]
    public async Task A_regular_file_is_never_touched()
    {
        await File.WriteAllTextAsync(path, "precious");
        await AssertRefusedAsync();
        Assert.Equal("precious", await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task A_symbolic_link_is_never_touched_even_to_a_stale_socket()
    {
        LeaveStaleSocket();
        var link = Path.Combine(folder.FullName, "link");
        File.CreateSymbolicLink(link, path);
        var failure = await EndExtensions.FailureAsync(() => BindAsync(link));
        Assert.Equal(FailureKind.AddressInUse, failure.Kind);
        Assert.Equal(FileKind.SymbolicLink, FileIdentity.OfPath(link)?.Kind);
        Assert.Equal(FileKind.Socket, FileIdentity.OfPath(path)?.Kind);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)]
    public async Task The_mode_is_0600_unless_another_is_asked_for(UnixFileMode? asked)
    {
        var usual = new SocketSettings();
        await using var listener = await BindAsync(settings: asked is { } mode ? usual with { UnixMode = mode } : usual);
        Assert.Equal(asked ?? (UnixFileMode.UserRead | UnixFileMode.UserWrite), File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task At_the_end_the_path_is_removed()
    {
        await (await BindAsync()).DisposeAsync();
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task At_the_end_a_path_that_is_somebody_elses_by_then_stays()
    {
        var listener = await BindAsync();
        File.Delete(path);
        await File.WriteAllTextAsync(path, "somebody else's");
        await listener.DisposeAsync();
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task Closing_twice_does_not_remove_the_socket_of_a_successor_that_got_the_same_inode()
    {
        var first = await BindAsync();
        await first.DisposeAsync();
        await using var second = await BindAsync();
        await first.DisposeAsync();
        Assert.Equal(FileKind.Socket, FileIdentity.OfPath(path)?.Kind);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_told_with_the_systems_number()
    {
        var failure = await EndExtensions.FailureAsync(() => BindAsync(Path.Combine(folder.FullName, "missing", "s")));
        Assert.Equal((FailureKind.CannotBind, Errno.NotThere), (failure.Kind, failure.Errno));
    }

    private void LeaveStaleSocket()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _ = UnixAddresses.Bind(socket, new UnixEndpoint(path, IsAbstract: false));
    }

    private Task<IListener> BindAsync(string? at = null, SocketSettings? settings = null) =>
        new UnixBinder(new UnixEndpoint(at ?? path, IsAbstract: false), settings ?? new SocketSettings()).BindAsync(CancellationToken.None).AsTask();

    private async Task AssertRefusedAsync()
    {
        var before = FileIdentity.OfPath(path);
        var failure = await EndExtensions.FailureAsync(() => BindAsync());
        Assert.Equal((FailureKind.AddressInUse, Operation.Bind, $"unix:{path}"), (failure.Kind, failure.Operation, failure.Subject));
        Assert.Equal(before, FileIdentity.OfPath(path));
    }
}
