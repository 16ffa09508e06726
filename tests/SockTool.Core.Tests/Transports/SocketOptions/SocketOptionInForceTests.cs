using SockTool.Core.Connections;
using System.Net.Sockets;
using SockTool.Core.Transports.SocketOptions;

namespace SockTool.Core.Tests.Transports.SocketOptions;

public sealed class SocketOptionInForceTests : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public void Dispose() => socket.Dispose();

    [Theory]
    [InlineData("nodelay", "on")]
    [InlineData("nodelay=no", "off")]
    [InlineData("keepalive", "on")]
    [InlineData("linger=5", "5")]
    [InlineData("linger=0", "0")]
    [InlineData("linger=off", "off")]
    [InlineData("ttl=17", "17")]
    [InlineData("keepidle=42", "42")]
    [InlineData("keepintvl=7", "7")]
    [InlineData("keepcnt=3", "3")]
    [InlineData("reuseaddr", "on")]
    public void What_was_set_is_in_force(string text, string expected) => Assert.Equal(expected, SetAndRead(text));

    [SkippableTheory]
    [InlineData("rcvbuf=65536", "131072")]
    [InlineData("sndbuf=32768", "65536")]
    [InlineData("congestion=cubic", "cubic")]
    [InlineData("congestion=reno", "reno")]
    [InlineData("user_timeout=30000", "30000")]
    [InlineData("maxseg=1000", "1000")]
    [InlineData("cork", "on")]
    [InlineData("tos=0x10", "16")]
    [InlineData("bindtodevice=lo", "lo")]
    [InlineData("bindtodevice=", "")]
    [InlineData("notsent_lowat=4096", "4096")]
    [InlineData("freebind", "on")]
    [InlineData("max_pacing_rate=-1", "unlimited")]
    [InlineData("max_pacing_rate=Unlimited", "unlimited")]
    [InlineData("max_pacing_rate=4294967294", "4294967294")]
    [InlineData("max_pacing_rate=0xFFFFFFFF", "unlimited")]
    [InlineData("max_pacing_rate=125000", "125000")]
    [InlineData("6:1=1", "1")]
    [InlineData("6:4=42", "42")]
    [InlineData("1:13=0x0100000005000000", "0x0100000005000000")]
    public void What_was_set_is_in_force_on_linux_which_doubles_buffers(string text, string expected)
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        Assert.Equal(expected, SetAndRead(text));
    }

    [SkippableFact]
    public void Reuseaddr_does_not_switch_reuseport_on_as_dotnets_own_does()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        SetAndRead("reuseaddr");
        Assert.Equal("off", SocketOptionReader.Read(socket, SocketOptionCatalog.Find("reuseport")!));
    }

    [Fact]
    public void A_value_the_system_refuses_is_its_exception() =>
        Assert.Throws<FailureException>(() => SetAndRead("ttl=9999"));

    [Fact]
    public void An_option_this_socket_does_not_have_reads_as_null()
    {
        Assert.Null(SocketOptionReader.Read(socket, SocketOptionCatalog.Find("IPV6_V6ONLY")!));
        using var unix = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        Assert.Null(SocketOptionReader.Read(unix, SocketOptionCatalog.Find("nodelay")!));
    }

    [Fact]
    public void Every_option_of_the_catalog_reads_as_a_value_or_null()
    {
        using var dual = new Socket(SocketType.Stream, ProtocolType.Tcp);
        foreach (var entry in SocketOptionCatalog.All)
        {
            var value = SocketOptionReader.Read(dual, entry);
            Assert.True(value is null || entry.Number is not null, entry.Name);
        }
    }

    [SkippableFact]
    public void Every_value_read_on_linux_can_be_written_back()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        foreach (var entry in SocketOptionCatalog.All)
        {
            if (SocketOptionReader.Read(socket, entry) is { } value)
            {
                Assert.True(SocketOptionSetting.TryParse($"{entry.Name}={value}", out _, out var problem), problem?.ToString());
            }
        }
    }

    private string? SetAndRead(string text)
    {
        Assert.True(SocketOptionSetting.TryParse(text, out var setting, out var problem), problem?.ToString());
        setting.Apply(socket);
        return SocketOptionReader.Read(socket, setting);
    }
}
