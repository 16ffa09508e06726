using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Transports.Tls;

/// <summary>Accepts under TLS. Without a certificate it makes one for this run, whose pin stands in the address that it tells.</summary>
public sealed class TlsBinder(IBinder inner, TlsEndpoint endpoint, SocketSettings settings) : IBinder
{
    public async ValueTask<IListener> BindAsync(CancellationToken cancellation)
    {
        var (given, authorities) = await TlsFiles.ReadAsync(endpoint.Tls, endpoint.Tls.ClientAuthorityFile, cancellation);
        await (given is null ? Task.CompletedTask : TlsRehearsal.RunAsync(endpoint.Tls, given, cancellation));
        var listener = await inner.BindAsync(cancellation);
        try
        {
            return Secured(listener, given, authorities);
        }
        catch
        {
            await listener.DisposeAsync();
            throw;
        }
    }

    private HandshakeListener Secured(IListener listener, SslStreamCertificateContext? given, X509Certificate2Collection? authorities)
    {
        var ours = given ?? TlsCertificates.ForThisRun(listener.Address.Host, settings.Clock);
        var pin = given is null ? TlsCertificates.PinOf(ours.TargetCertificate) : "";
        if (given is null)
        {
            settings.Observer.CertificateMade(pin);
        }

        var handshake = new TlsHandshake(endpoint.Tls, authorities, settings);
        var name = new TlsEndpoint(At(listener.Address), new TlsParameters { Pins = pin });
        return new HandshakeListener(
            listener, listener.Address with { Name = name.ToString(), Pin = pin }, settings, (carrier, c) => handshake.AsServerAsync(carrier, ours, c));
    }

    private Endpoint At(BoundAddress bound) => bound.Port is { } port ? new TcpEndpoint(bound.Host, port) : endpoint.Carrier;
}
