using SockTool.Core.Endpoints;

namespace SockTool.Core.Tests.Endpoints;

public sealed class EndpointTextTests
{
    [Fact]
    public void Endpoints_print_as_users_write_them()
    {
        Assert.Equal("example.com:80", new TcpEndpoint("example.com", 80).ToString());
        Assert.Equal("*:0", new TcpEndpoint("*", 0).ToString());
        Assert.Equal("[fe80::1%eth0]:80", new TcpEndpoint("fe80::1%eth0", 80).ToString());
        Assert.Equal("tcp://unix:80", new TcpEndpoint("unix", 80).ToString());
        Assert.Equal("unix:/p", new UnixEndpoint("/p", IsAbstract: false).ToString());
        Assert.Equal("unix:@name", new UnixEndpoint("name", IsAbstract: true).ToString());
    }
}
