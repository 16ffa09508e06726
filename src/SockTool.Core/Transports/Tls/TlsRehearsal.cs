using System.Net.Security;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Transports.Tls;

/// <summary>
/// A handshake with ourselves, in memory. A certificate that the system's TLS refuses (a key too short, a hash too weak) is
/// found out only in one, and would fail every client.
/// </summary>
internal static class TlsRehearsal
{
    /// <exception cref="FailureException">The certificate cannot be used; kind TlsFailed.</exception>
    public static async Task RunAsync(TlsParameters tls, SslStreamCertificateContext ours, CancellationToken cancellation)
    {
        var (near, far) = PairedStream.Create();
        await using var server = new SslStream(near);
        await using var client = new SslStream(far);
        var errors = await Task.WhenAll(
            ErrorOfAsync(server.AuthenticateAsServerAsync(ForServer(tls, ours), cancellation), near),
            ErrorOfAsync(client.AuthenticateAsClientAsync(ForClient(tls), cancellation), far));

        // Whoever got an alert has it of the one that knows why.
        if (errors.OfType<Exception>().OrderBy(error => TlsAlert.Received(error) is not null).FirstOrDefault() is { } error)
        {
            throw new FailureException(new Failure(FailureKind.TlsFailed, Operation.Open)
            {
                Subject = tls.CertificateFile ?? "", Problem = HandshakeProblem.OurCertificateUnfit, Found = TlsReason.In(error),
            });
        }
    }

    // A side that fails ends its stream, or the other would wait for ever.
    private static async Task<Exception?> ErrorOfAsync(Task handshake, PairedStream stream)
    {
        try
        {
            await handshake;
            return null;
        }
        catch (Exception e) when (TlsFailures.IsExpected(e))
        {
            await stream.DisposeAsync();
            return e;
        }
    }

    private static SslServerAuthenticationOptions ForServer(TlsParameters tls, SslStreamCertificateContext ours) => new()
    {
        ServerCertificateContext = ours,
        AllowTlsResume = false,
        EnabledSslProtocols = TlsSuites.Versions(tls.Minimum),
        CipherSuitesPolicy = TlsSuites.Policy,
    };

    private static SslClientAuthenticationOptions ForClient(TlsParameters tls) => new()
    {
        EnabledSslProtocols = TlsSuites.Versions(tls.Minimum),
        CipherSuitesPolicy = TlsSuites.Policy,
#pragma warning disable CA5359 // whom our own certificate is for is for real clients to judge
        RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
    };
}
