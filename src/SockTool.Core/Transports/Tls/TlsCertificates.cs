using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;

namespace SockTool.Core.Transports.Tls;

/// <summary>Certificates and keys: from PEM files (RFC 7468), or made for one run.</summary>
internal static class TlsCertificates
{
    /// <summary>SHA-256 of the public key as it stands in the certificate (SubjectPublicKeyInfo, RFC 7469 section 2.4), in lower-case hexadecimal.</summary>
    public static string PinOf(X509Certificate2 certificate) => Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));

    /// <summary>Our certificate with its key and those between it and its authority; null where none is given.</summary>
    public static SslStreamCertificateContext? Ours(TlsParameters tls)
    {
        if (tls.CertificateFile is not { } file)
        {
            return null;
        }

        var all = AllIn(file);
        return Using(tls.KeyFile ?? file, () => ContextOf(X509Certificate2.CreateFromPemFile(file, tls.KeyFile), all));
    }

    /// <summary>The authorities of a file; null where none is given.</summary>
    public static X509Certificate2Collection? Authorities(string? file) => file is null ? null : AllIn(file);

    private static X509Certificate2Collection AllIn(string file) => Using(file, () =>
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(file);
        return all.Count > 0 ? all : throw new CryptographicException("no certificate");
    });

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

    private static SslStreamCertificateContext ContextOf(X509Certificate2 certificate, X509Certificate2Collection others) =>
        SslStreamCertificateContext.Create(Usable(certificate), others, offline: true);

    // Windows' TLS takes only keys that have been in its own store.
    private static X509Certificate2 Usable(X509Certificate2 certificate) => OperatingSystem.IsWindows()
        ? X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null)
        : certificate;

    private static T Using<T>(string file, Func<T> load)
    {
        try
        {
            return load();
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FailureException(new Failure(FailureKind.TlsFailed, Operation.Open)
            {
                Subject = file,
                Problem = HandshakeProblem.FileUnusable,
                Errno = e switch
                {
                    FileNotFoundException or DirectoryNotFoundException => Errno.NotThere,
                    UnauthorizedAccessException => Errno.NotPermitted,
                    _ => 0,
                },
            });
        }
    }
}
