using SockTool.Core.Transports.SocketOptions;

namespace SockTool.Core.Tests.Transports.SocketOptions;

public sealed class SocketOptionCatalogTests
{
    [Theory]
    [InlineData("SO_RCVBUF", "SO_RCVBUF")]
    [InlineData("so_rcvbuf", "SO_RCVBUF")]
    [InlineData("rcvbuf", "SO_RCVBUF")]
    [InlineData("so-rcvbuf", "SO_RCVBUF")]
    [InlineData("NoDelay", "TCP_NODELAY")]
    [InlineData("keepalive", "SO_KEEPALIVE")]
    [InlineData("user_timeout", "TCP_USER_TIMEOUT")]
    [InlineData("ttl", "IP_TTL")]
    [InlineData("v6only", "IPV6_V6ONLY")]
    [InlineData("transparent", "IP_TRANSPARENT")]
    [InlineData("ipv6_transparent", "IPV6_TRANSPARENT")]
    public void An_option_is_found_in_any_case_with_or_without_its_prefix(string name, string expected) =>
        Assert.Equal(expected, SocketOptionCatalog.Find(name)?.Name);

    [Theory]
    [InlineData("")]
    [InlineData("SO_")]
    [InlineData("SO_NODELAY")]
    [InlineData("nosuch")]
    public void What_is_not_listed_is_not_found(string name) => Assert.Null(SocketOptionCatalog.Find(name));

    [Fact]
    public void Every_option_has_a_name_and_a_number_of_its_own_on_each_system()
    {
        Assert.Distinct(SocketOptionCatalog.All.Select(entry => entry.Name), StringComparer.OrdinalIgnoreCase);
        Assert.Distinct(SocketOptionCatalog.All.Where(entry => entry.Linux is not null).Select(entry => (entry.Level, entry.Linux)));
        Assert.Distinct(SocketOptionCatalog.All.Where(entry => entry.MacOS is not null).Select(entry => (entry.Level, entry.MacOS)));
        Assert.Distinct(SocketOptionCatalog.All.Where(entry => entry.Windows is not null).Select(entry => (entry.Level, entry.Windows)));
        Assert.All(SocketOptionCatalog.All, entry => Assert.True((entry.Linux ?? entry.MacOS ?? entry.Windows) is not null, entry.Name));
    }
}
