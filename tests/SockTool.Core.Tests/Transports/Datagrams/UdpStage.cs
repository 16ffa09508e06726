using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;
using SockTool.Core.Transports;
using SockTool.Core.Transports.Datagrams;

namespace SockTool.Core.Tests.Transports.Datagrams;

/// <summary>Listeners and peers on loopback, closed in the end.</summary>
internal sealed class UdpStage : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> opened = [];

    public ManualClock Clock { get; } = new();

    public async Task<IListener> BindAsync(string host) => Keep(await new UdpBinder(new UdpEndpoint(host, 0), new SocketSettings { Clock = Clock }).BindAsync(CancellationToken.None));

    public async Task<IConnection> DialAsync(IListener listener) =>
        Keep(await new UdpConnector(new UdpEndpoint("127.0.0.1", listener.Address.Port!.Value), new SocketSettings()).ConnectAsync(CancellationToken.None));

    public async Task<IConnection> AcceptAsync(IListener listener) => Keep(await listener.AcceptAsync(CancellationToken.None).AsTask().WaitAsync(Patience.Limit));

    public T Keep<T>(T one)
        where T : IAsyncDisposable
    {
        opened.Add(one);
        return one;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in opened)
        {
            await one.DisposeAsync();
        }
    }
}
