using SockTool.Core.Endpoints;

namespace SockTool.Core.Tests.Endpoints;

public sealed class ServiceNamesTests
{
    [Fact]
    public void Lines_of_services_give_tcp_ports_by_name_and_alias_and_the_first_claim_wins()
    {
        var ports = ServiceNames.Read(
        [
            "# a comment",
            "",
            "web\t\t8080/tcp  www www-web # not-an-alias",
            "dns 53/udp",
            "web 9/tcp",
            "broken 99999/tcp",
            "lonely",
        ]);
        Assert.Equal(8080, ports["web"]);
        Assert.Equal(8080, ports["WWW-WEB"]);
        Assert.False(ports.ContainsKey("dns"));
        Assert.False(ports.ContainsKey("not-an-alias"));
        Assert.False(ports.ContainsKey("broken"));
    }

    [Theory]
    [InlineData("http", 80)]
    [InlineData("https", 443)]
    [InlineData("ssh", 22)]
    [InlineData("redis", 6379)]
    [InlineData("postgresql", 5432)]
    [InlineData("mysql", 3306)]
    public void Without_the_systems_file_the_common_names_are_known(string name, int port) =>
        Assert.Equal(port, ServiceNames.Read([])[name]);
}
