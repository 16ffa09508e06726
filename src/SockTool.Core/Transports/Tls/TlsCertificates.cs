using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SockTool.Core.Transports.Tls;

/// <summary>Our own certificates, given or made for one run.</summary>
internal static class TlsCertificates
{
    /// <summary>SHA-256 of the public key as it stands in the certificate (SubjectPublicKeyInfo, RFC 7469 section 2.4), in lower-case hexadecimal.</summary>
    public static string PinOf(X509Certificate2 certificate) => Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));

    /// <summary>A certificate for this run only: its key is in no file, and whoever dials knows it by its pin.</summary>
    public static SslStreamCertificateContext ForThisRun(string host, TimeProvider clock)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=sock", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        if (IPAddress.TryParse(host, out var address))
        {
            names.AddIpAddress(address);
        }

        request.CertificateExtensions.Add(names.Build());
        var now = clock.GetUtcNow();
        return ContextOf(request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1)), []);
    }

    /// <summary>A certificate with its key, and the others of its file.</summary>
    public static SslStreamCertificateContext ContextOf(X509Certificate2 certificate, X509Certificate2Collection others) =>
        SslStreamCertificateContext.Create(Usable(certificate), others, offline: true);

    // Windows' TLS takes only keys that have been in its own store.
    private static X509Certificate2 Usable(X509Certificate2 certificate) => OperatingSystem.IsWindows()
        ? X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null)
        : certificate;
}
