using SockTool.Core.Endpoints;
using static SockTool.Core.Endpoints.EndpointRole;

namespace SockTool.Core.Tests.Endpoints;

/// <summary>The addresses that are written as URIs: what each means, and that its text reads back.</summary>
public sealed class UriEndpointTests
{
    private const string Pin = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData(Dial, "udp://example.com:53", "udp://example.com:53")]
    [InlineData(Accept, "UDP://5000", "udp://*:5000")]
    [InlineData(Accept, "udp://:5000", "udp://*:5000")]
    [InlineData(Dial, "tls://[::1]:443", "tls://[::1]:443")]
    [InlineData(Accept, "tls://:8443?cert=c.pem&key=/etc/k.pem", "tls://*:8443?cert=c.pem&key=/etc/k.pem")]
    [InlineData(Dial, "tls://db:5432?ca=my%20ca.pem&min=1.3&alpn=h2,http/1.1", "tls://db:5432?ca=my%20ca.pem&alpn=h2,http/1.1&min=1.3")]
    [InlineData(Dial, "tls://h:1?insecure", "tls://h:1?insecure=1")]
    [InlineData(Dial, "tls://h:1?min=1.2", "tls://h:1?min=1.2")]
    [InlineData(Dial, $"tls://h:1?pin=sha256:{Pin}&pin=sha256:{Pin}", $"tls://h:1?pin=sha256:{Pin}&pin=sha256:{Pin}")]
    [InlineData(Dial, $"tls://h:1?pin=SHA256:{Pin}", $"tls://h:1?pin=sha256:{Pin}")]
    [InlineData(Dial, "tls+unix:/run/s?server-name=a.example", "tls+unix:/run/s?server-name=a.example")]
    [InlineData(Dial, "ws://h:8080", "ws://h:8080/")]
    [InlineData(Dial, "ws://h/chat", "ws://h:80/chat")]
    [InlineData(Dial, "wss://h", "wss://h:443/")]
    [InlineData(Dial, "wss://[::1]/a?b=c", "wss://[::1]:443/a?b=c")]
    [InlineData(Dial, "wss://h:1?b=c#ca=x", "wss://h:1/?b=c#ca=x")]
    [InlineData(Accept, "ws://8080/chat", "ws://*:8080/chat")]
    [InlineData(Accept, "ws://:0", "ws://*:0/")]
    [InlineData(Dial, "-", "-")]
    public void An_address_is_read_and_written_in_full(EndpointRole role, string word, string full)
    {
        Assert.True(EndpointParser.TryParse([word], role, out var endpoint, out var problem), problem?.ToString());
        Assert.Equal(full, endpoint.ToString());
        Assert.True(EndpointParser.TryParse([full], role, out var again, out _));
        Assert.Equal(endpoint, again);
    }

    [Theory]
    [InlineData(Dial, "udp://:53", ParseProblemKind.HostEmpty, ":53")]
    [InlineData(Dial, "udp://h", ParseProblemKind.PortMissing, "h")]
    [InlineData(Dial, "tls://h", ParseProblemKind.PortMissing, "h")]
    [InlineData(Dial, "tls://h:1?colour=red", ParseProblemKind.TlsParameterUnknown, "colour")]
    [InlineData(Dial, "tls://h:1?ca", ParseProblemKind.ValueMissing, "ca")]
    [InlineData(Dial, "tls://h:1?ca=a&ca=b", ParseProblemKind.TlsParameterTwice, "ca")]
    [InlineData(Dial, "tls://h:1?min=1.2&min=1.3", ParseProblemKind.TlsParameterTwice, "min")]
    [InlineData(Dial, "wss://h#insecure&insecure=1", ParseProblemKind.TlsParameterTwice, "insecure")]
    [InlineData(Dial, "tls://h:1?insecure=yes", ParseProblemKind.TlsInsecureMalformed, "yes")]
    [InlineData(Dial, "tls://h:1?min=1.1", ParseProblemKind.TlsVersionUnknown, "1.1")]
    [InlineData(Dial, "tls://h:1?pin=sha256:12", ParseProblemKind.TlsPinMalformed, "sha256:12")]
    [InlineData(Dial, "tls://h:1?alpn=a,,b", ParseProblemKind.TlsAlpnMalformed, "a,,b")]
    [InlineData(Dial, "tls://h:1?server-name=010.0.0.1", ParseProblemKind.HostLooksNumeric, "010.0.0.1")]
    [InlineData(Dial, "tls+unix:", ParseProblemKind.UnixPathEmpty, "tls+unix:")]
    [InlineData(Accept, "ws://", ParseProblemKind.HostEmpty, "")]
    [InlineData(Accept, "ws:///p", ParseProblemKind.HostEmpty, "")]
    [InlineData(Dial, "ws://h/p#ca=x", ParseProblemKind.WebSocketFragment, "ca=x")]
    [InlineData(Dial, "ws://h/é", ParseProblemKind.WebSocketTarget, "/é")]
    [InlineData(Dial, "ws://h:", ParseProblemKind.PortMissing, "h")]
    [InlineData(Dial, "wss://127.0.0.1:/p", ParseProblemKind.PortMissing, "127.0.0.1")]
    [InlineData(Dial, "wss://h#nonsense=1", ParseProblemKind.TlsParameterUnknown, "nonsense")]
    public void What_is_wrong_is_named(EndpointRole role, string word, ParseProblemKind kind, string part)
    {
        Assert.False(EndpointParser.TryParse([word], role, out _, out var problem));
        Assert.Equal(new ParseProblem(kind, part), problem);
    }

    [Theory]
    [InlineData("ws://joe@h/")]
    [InlineData("ws://joe:secret@h/")]
    [InlineData("ws://joe:secret@127.0.0.1:1/")]
    [InlineData("ws://:secret@h/")]
    [InlineData("wss://joe:secret@[::1]:1/p?q#ca=x")]
    [InlineData("tls://joe:secret@h:1?ca=x")]
    [InlineData("udp://joe:secret@h:1")]
    [InlineData("tcp://joe:secret@h:1")]
    [InlineData("joe:secret@h:1")]
    [InlineData("joe:secret@h")]
    [InlineData("secret@[::1]:1")]
    [InlineData("[joe:secret@::1]:1")]
    [InlineData("joe:secret@h", "1")]
    [InlineData("secret@::1", "1")]
    [InlineData("h", "secret@1")]
    public void A_user_is_not_of_an_address_and_its_password_is_not_repeated(params string[] words)
    {
        foreach (var role in Enum.GetValues<EndpointRole>())
        {
            Assert.False(EndpointParser.TryParse(words, role, out _, out var problem));
            Assert.Equal(new ParseProblem(ParseProblemKind.AddressHasUser, ""), problem);
        }
    }

    [Theory]
    [InlineData("ws://h/a@b")]
    [InlineData("ws://h?to=a@b")]
    [InlineData("unix:a@b")]
    public void What_comes_after_the_authority_may_have_one(string word) => Assert.True(EndpointParser.TryParse([word], Dial, out _, out _));

    [Theory]
    [InlineData(32256, null)]
    [InlineData(32257, ParseProblemKind.TlsAlpnTooLong)]
    public void The_protocols_of_a_handshake_are_no_longer_than_it_can_hold(int names, ParseProblemKind? kind)
    {
        var fits = EndpointParser.TryParse([$"tls://h:1?alpn={string.Join(',', Enumerable.Repeat("a", names))}"], Dial, out _, out var problem);
        Assert.Equal((kind is null, kind), (fits, problem?.Kind));
    }

    [Theory]
    [InlineData("joe:s3cret@host:1", "host:1")]
    [InlineData("socks5:joe:s3cret@host:1", "host:1")]
    [InlineData("socks5:/joe:s3cr@t@host:1", "host:1")]
    [InlineData("sock5://joe:s3cret@host:1", "sock5")]
    public void Of_a_proxy_without_a_scheme_nothing_is_repeated_that_may_be_a_password(string text, string part)
    {
        Assert.False(ProxyText.TryParse(text, out _, out var problem));
        Assert.Equal(new ParseProblem(ParseProblemKind.ProxySchemeUnknown, part), problem);
    }

    [Theory]
    [InlineData("socks5://127.0.0.1:1080", ProxyProtocol.Socks5, null, "socks5://127.0.0.1:1080")]
    [InlineData("SOCKS5H://me%40home@[::1]:1080/", ProxyProtocol.Socks5, "me@home", "socks5://me%40home@[::1]:1080")]
    [InlineData("socks4a://proxy:1080", ProxyProtocol.Socks4, null, "socks4://proxy:1080")]
    [InlineData("http://me@proxy:8080", ProxyProtocol.Http, "me", "http://me@proxy:8080")]
    public void A_proxy_is_read(string text, ProxyProtocol protocol, string? user, string full)
    {
        Assert.True(ProxyText.TryParse(text, out var proxy, out var problem), problem?.ToString());
        Assert.Equal((protocol, user, full), (proxy.Protocol, proxy.User, proxy.ToString()));
    }

    [Theory]
    [InlineData("127.0.0.1:1080", ParseProblemKind.ProxySchemeUnknown)]
    [InlineData("ftp://h:1", ParseProblemKind.ProxySchemeUnknown)]
    [InlineData("http://me:secret@h:1", ParseProblemKind.ProxyPasswordInAddress)]
    [InlineData("http://@h:1", ParseProblemKind.ProxyUserMalformed)]
    [InlineData("socks5://a%0Ab@h:1", ParseProblemKind.ProxyUserMalformed)]
    [InlineData("socks5://h", ParseProblemKind.PortMissing)]
    public void What_is_wrong_with_a_proxy_is_named(string text, ParseProblemKind kind)
    {
        Assert.False(ProxyText.TryParse(text, out _, out var problem));
        Assert.Equal(kind, problem.Kind);
    }
}
