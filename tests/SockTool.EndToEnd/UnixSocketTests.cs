namespace SockTool.EndToEnd;

/// <summary>Unix sockets: what is there is replaced only if it is ours and dead, and only ours is removed.</summary>
public sealed class UnixSocketTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Folder folder = new();

    private string At => $"unix:{folder["socket"]}";

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Socket_that_a_killed_server_left_is_replaced()
    {
        await LeaveStaleSocketAsync();
        await using var server = await Sock.ServeAsync($"echo-server {At}");
        Assert.Equal("words", (await Sock.RunAsync($"connect {At}", "words")).Exits(0).Output);
    }

    [Fact]
    public async Task Live_socket_is_left_alone()
    {
        await using var server = await Sock.ServeAsync($"echo-server {At}");
        (await Sock.RunAsync($"listen {At}")).Exits(14).Says(At, "EADDRINUSE");
        Assert.Equal("words", (await Sock.RunAsync($"connect {At}", "words")).Exits(0).Output);
    }

    [Fact]
    public async Task Regular_file_is_left_alone()
    {
        await folder.WriteAsync("socket", Bytes.Utf8("precious"));
        (await Sock.RunAsync($"listen {At}")).Exits(14).Says(At);
        Assert.Equal("precious", await File.ReadAllTextAsync(folder["socket"]));
    }

    [Fact]
    public async Task Folder_is_left_alone()
    {
        Directory.CreateDirectory(folder["socket"]);
        (await Sock.RunAsync($"listen {At}")).Exits(14);
        Assert.True(Directory.Exists(folder["socket"]));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("stale")]
    public async Task Symbolic_link_is_left_alone(string target)
    {
        await LeaveStaleSocketAsync("stale");
        File.CreateSymbolicLink(folder["socket"], folder[target]);
        (await Sock.RunAsync($"listen {At}")).Exits(14);
        Assert.Equal(folder[target], new FileInfo(folder["socket"]).LinkTarget);
        Assert.Equal(["socket", "stale"], folder.Names);
    }

    [SkippableFact]
    public async Task Dead_socket_of_somebody_else_is_left_alone()
    {
        await LeaveStaleSocketAsync();
        Skip.IfNot((await Shell.RunAsync($"chown 65534 '{folder["socket"]}'")).ExitCode == 0, "only root gives files away");
        (await Sock.RunAsync($"listen {At}")).Exits(14);
        Assert.Equal(["socket"], folder.Names);
    }

    [Theory]
    [InlineData("", OwnerOnly)]
    [InlineData("--unix-mode 0666", OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)]
    [InlineData("--unix-mode 0660", OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupWrite)]
    public async Task Mode_is_the_owners_unless_said_otherwise(string option, UnixFileMode mode)
    {
        await using var server = await Sock.ServeAsync($"listen {At} {option}");
        Assert.Equal(mode, File.GetUnixFileMode(folder["socket"]));
    }

    [Fact]
    public async Task Path_is_gone_after_a_clean_end()
    {
        await using var server = await Sock.ServeAsync($"listen {At}");
        (await Sock.RunAsync($"connect {At}", "words")).Exits(0);
        (await server.ExitAsync()).Exits(0);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public async Task Path_that_belongs_to_another_server_by_now_stays()
    {
        await using var first = await Sock.ServeAsync($"echo-server {At}");
        File.Move(folder["socket"], folder["moved"]);
        await using var second = await Sock.ServeAsync($"echo-server {At}");
        first.Process.Send(Signal.Terminate);
        (await first.ExitAsync()).Exits(143);
        Assert.Equal("words", (await Sock.RunAsync($"connect {At}", "words")).Exits(0).Output);
    }

    [Fact]
    public async Task Abstract_name_is_no_file_and_is_never_shared()
    {
        var name = $"unix:@{folder.Root}";
        await using var server = await Sock.ServeAsync($"echo-server {name}");
        Assert.Equal(name, server.Address);
        Assert.Equal("words", (await Sock.RunAsync($"connect {name}", "words")).Exits(0).Output);
        (await Sock.RunAsync($"listen {name}")).Exits(14);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public async Task Path_that_is_too_long_for_an_address_is_a_usage_error() =>
        (await Sock.RunAsync($"listen unix:/tmp/{new string('x', 200)}")).Exits(2).Says("longer");

    private async Task LeaveStaleSocketAsync(string name = "socket")
    {
        await using var server = await Sock.ServeAsync($"listen unix:{folder[name]}");
        server.Process.Send(Signal.Kill);
        await server.ExitAsync();
        Assert.True(File.Exists(folder[name]));
    }
}
