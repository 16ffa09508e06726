using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Transports.Tls;

/// <summary>The handshake of either side (RFC 8446 section 2): verification comes before the first byte.</summary>
/// <param name="tls">What TLS is told.</param>
/// <param name="authorities">Those that the other side's certificate must be of; null where none are named.</param>
/// <param name="settings">Limits, clock and observer.</param>
internal sealed class TlsHandshake(TlsParameters tls, X509Certificate2Collection? authorities, SocketSettings settings)
{
    private delegate Task<TlsConnection> Authentication(SslStream stream, ConnectionStream below, CancellationToken cancellation);

    private List<SslApplicationProtocol>? Protocols => tls.AlpnNames is { Count: > 0 } names ? [.. names.Select(name => new SslApplicationProtocol(name))] : null;

    public ValueTask<IConnection> AsClientAsync(IConnection carrier, string name, SslStreamCertificateContext? ours, CancellationToken cancellation)
    {
        var verification = new TlsVerification(tls, authorities, name, settings.Clock);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = name,
            EnabledSslProtocols = TlsSuites.Versions(tls.Minimum),
            CipherSuitesPolicy = TlsSuites.Policy,
            ApplicationProtocols = Protocols,
            CertificateChainPolicy = verification.Policy(),
            RemoteCertificateValidationCallback = verification.Check,
            ClientCertificateContext = ours,
            LocalCertificateSelectionCallback = ours is null ? verification.NoteAsked : null,
        };
        return RunAsync(carrier, verification, AuthenticateAsync, cancellation);

        // The framework judges a certificate only after its last word, with which in TLS 1.3 the handshake is over for the
        // server (RFC 8446 section 2). Held back until then, it never goes to a server that is not trusted.
        async Task<TlsConnection> AuthenticateAsync(SslStream stream, ConnectionStream below, CancellationToken c)
        {
            below.HoldUntilRead();
            try
            {
                await stream.AuthenticateAsClientAsync(options, c);
            }
            catch when (verification.Fault is null)
            {
                // An alert goes out all the same, where there is still somebody to read it.
                await below.ReleaseAsync(c).AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }

            await below.ReleaseAsync(c);
            return new TlsConnection(carrier, stream, below, settings) { IsOnTrial = ours is null ? verification.WasAsked : stream.LocalCertificate is not null };
        }
    }

    public ValueTask<IConnection> AsServerAsync(IConnection carrier, SslStreamCertificateContext ours, CancellationToken cancellation)
    {
        // A server that demands certificates means it.
        var demanding = tls with { Trust = TlsTrust.Verify };
        var demands = authorities is not null || tls.PinList.Count > 0;
        var verification = new TlsVerification(demanding, authorities, name: null, settings.Clock);
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = ours,

            // A ticket that a client does not read before it goes turns its close into a reset, which eats the tail of what it sent.
            AllowTlsResume = false,
            EnabledSslProtocols = TlsSuites.Versions(tls.Minimum),
            CipherSuitesPolicy = TlsSuites.Policy,
            ApplicationProtocols = Protocols,
            ClientCertificateRequired = demands,
            CertificateChainPolicy = demands ? verification.Policy() : null,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = demands ? verification.Check : null,
        };
        return RunAsync(carrier, verification, AuthenticateAsync, cancellation);

        async Task<TlsConnection> AuthenticateAsync(SslStream stream, ConnectionStream below, CancellationToken c)
        {
            await stream.AuthenticateAsServerAsync(options, c);
            return new TlsConnection(carrier, stream, below, settings);
        }
    }

    private ValueTask<IConnection> RunAsync(IConnection carrier, TlsVerification verification, Authentication authenticate, CancellationToken cancellation) =>
        Handshakes.RunAsync(c => RunWithinLimitAsync(carrier, verification, authenticate, c), FailureKind.TlsFailed, carrier.Name, settings, cancellation);

    private async ValueTask<IConnection> RunWithinLimitAsync(
        IConnection carrier, TlsVerification verification, Authentication authenticate, CancellationToken cancellation)
    {
        var start = settings.Clock.GetTimestamp();
        var below = new ConnectionStream(carrier, new RecordPortions());
        var stream = new SslStream(below, leaveInnerStreamOpen: true);
        try
        {
            var connection = await authenticate(stream, below, cancellation);
            settings.Observer.Secured(carrier.Name, Facts(stream, verification.Pin, settings.Clock.GetElapsedTime(start)));
            return connection;
        }
        catch (Exception e)
        {
            await stream.DisposeAsync();
            await below.DisposeAsync();
            throw TlsFailures.IsExpected(e) || verification.Fault is not null ? TlsFailures.From(e, below, carrier.Name, Operation.Handshake, verification.Fault) : e;
        }
    }

    private static TlsFacts Facts(SslStream stream, string pin, TimeSpan took) => new(
        stream.SslProtocol.ToString().Replace("Tls1", "TLS 1.", StringComparison.Ordinal),
        stream.NegotiatedCipherSuite.ToString(),
        stream.NegotiatedApplicationProtocol.ToString(),
        pin,
        took);
}
