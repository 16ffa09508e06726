using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Connections;

public sealed class SmallFileTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData("", "")]
    [InlineData("word", "word")]
    [InlineData("word\nmore", "word")]
    [InlineData("word\r\n", "word")]
    [InlineData("pässword\n", "pässword")]
    public async Task A_secret_is_the_first_line(string content, string secret)
    {
        await File.WriteAllTextAsync(path, content);
        Assert.Equal(secret, await Secret.InFile(path).ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_secret_is_never_shown()
    {
        await File.WriteAllTextAsync(path, "hunter2");
        var secret = Secret.InFile(path);
        await secret.ReadAsync(CancellationToken.None);
        Assert.DoesNotContain("hunter2", $"{secret}{Secret.Of("hunter2")}{new Core.Transports.SocketSettings { ProxyPassword = secret }}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_is_read_once()
    {
        await File.WriteAllTextAsync(path, "word");
        var secret = Secret.InFile(path);
        await secret.ReadAsync(CancellationToken.None);
        await File.WriteAllTextAsync(path, "another");
        Assert.Equal("word", await secret.ReadAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    [InlineData(100_000, false)]
    public async Task A_file_is_read_to_its_bound(int length, bool fits)
    {
        await File.WriteAllBytesAsync(path, new byte[length]);
        var reading = SmallFile.ReadAsync(path, 10, CancellationToken.None);
        Assert.Equal(fits ? 0 : Errno.FileTooLarge, fits ? 0 : (await EndExtensions.FailureAsync(() => reading)).Errno);
        Assert.True(!fits || (await reading).Length == length);
    }

    [Fact]
    public async Task A_device_without_an_end_is_too_large() =>
        Assert.Equal(Errno.FileTooLarge, (await EndExtensions.FailureAsync(() => SmallFile.ReadAsync("/dev/zero", 1024 * 1024, CancellationToken.None))).Errno);

    [Fact]
    public async Task What_never_comes_can_be_cancelled()
    {
        using var pipe = new KernelPipe();
        using var over = new CancellationTokenSource();
        var reading = SmallFile.ReadAsync($"/dev/fd/{pipe.ReadDescriptor}", 10, over.Token);
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(Patience.Limit));
    }
}
