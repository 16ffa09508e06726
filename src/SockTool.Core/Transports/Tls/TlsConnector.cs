using SockTool.Core.Connections;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Transports.Tls;

/// <summary>Dials under TLS, over whatever carries it.</summary>
public sealed class TlsConnector(IConnector inner, TlsEndpoint endpoint, SocketSettings settings) : IConnector
{
    // A path in the file system is on this machine.
    private const string HostOfPath = "localhost";

    private Once<TlsFiles> Files { get; init; } = new(cancellation => TlsFiles.ReadAsync(endpoint.Tls, endpoint.Tls.AuthorityFile, cancellation));

    private string Name => endpoint.Tls.ServerName ?? (endpoint.Carrier is HostEndpoint at ? HostText.ForResolver(at.Host) : HostOfPath);

    public IConnector TellingTo(ITransportObserver observer) => new TlsConnector(inner.TellingTo(observer), endpoint, settings with { Observer = observer }) { Files = Files };

    public async ValueTask PrepareAsync(CancellationToken cancellation)
    {
        await Files.GetAsync(cancellation);
        await inner.PrepareAsync(cancellation);
    }

    public async ValueTask<IConnection> ConnectAsync(CancellationToken cancellation)
    {
        // Before anybody is bothered: a file that cannot be used is our fault.
        var (ours, authorities) = await Files.GetAsync(cancellation);
        var carrier = await inner.ConnectAsync(cancellation);
        try
        {
            var secured = await new TlsHandshake(endpoint.Tls, authorities, settings).AsClientAsync(carrier, Name, ours, cancellation);
            if (endpoint.Tls is { Trust: TlsTrust.Anybody, PinList.Count: 0 })
            {
                settings.Observer.Unverified(secured.Name);
            }

            return secured;
        }
        catch (FailureException failed) when (failed.Failure.Problem != HandshakeProblem.TooSlow)
        {
            await Handshakes.LeaveAsync(carrier, settings.Clock, cancellation);
            throw;
        }
        catch
        {
            await carrier.DisposeAsync();
            throw;
        }
    }
}
