using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;
using SockTool.Core.Transports;
using SockTool.Core.Transports.Proxies;

namespace SockTool.Core.Tests.Transports.Proxies;

/// <summary>A connector through a scripted proxy, each of whose connections says the next of its answers.</summary>
internal sealed class ProxyUnderTest(params IReadOnlyList<ScriptedConnection> proxy) : IConnector, ITransportObserver
{
    private int dialled;

    public ProxyUnderTest(string answers)
        : this(new ScriptedConnection(answers.Latin1()))
    {
    }

    public string At { get; init; } = "socks5://127.0.0.1:1080";

    public string Target { get; init; } = "example.com:80";

    public SocketSettings Settings { get; init; } = new();

    public IReadOnlyList<string> Told { get; private set; } = [];

    public ScriptedConnection First => proxy[0];

    public bool AllAreClosed => proxy.Take(dialled).All(connection => connection.IsDisposed);

    public int Dialled => dialled;

    public IConnector TellingTo(ITransportObserver observer) => this;

    public ValueTask<IConnection> ConnectAsync(CancellationToken cancellation) => ValueTask.FromResult<IConnection>(proxy[dialled++]);

    public void Tunnelled(string proxy, string target) => Told = [.. Told, $"{target} via {proxy}"];

    public async Task<IConnection> OpenAsync()
    {
        Assert.True(ProxyText.TryParse(At, out var address, out _));
        Assert.True(EndpointParser.TryParse([Target], EndpointRole.Dial, out var endpoint, out _));
        var (hop, settings) = (new ProxyHop(address, (TcpEndpoint)endpoint), Settings with { Observer = this });
        IConnector connector = address.Protocol switch
        {
            ProxyProtocol.Socks5 => new Socks5Connector(this, hop, settings),
            ProxyProtocol.Socks4 => new Socks4Connector(this, hop, settings),
            _ => new HttpConnectConnector(this, hop, settings),
        };
        return await connector.ConnectAsync(CancellationToken.None).AsTask().WaitAsync(Patience.Limit);
    }

    /// <summary>Opens it, which must fail as a proxy's failure and leave nothing open.</summary>
    public async Task<Failure> FailAsync()
    {
        var failure = (await Assert.ThrowsAsync<FailureException>(OpenAsync)).Failure;
        Assert.Equal((FailureKind.ProxyFailed, Operation.Handshake, At), (failure.Kind, failure.Operation, failure.Subject));
        Assert.True(AllAreClosed);
        Assert.Empty(Told);
        return failure;
    }
}
