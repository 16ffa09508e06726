using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SockTool.Benchmarks.Peers;

/// <summary>A server's certificate, which is its own authority, and its key, as PEM files.</summary>
internal sealed record Identity(string Certificate, string Key)
{
    public static Identity In(WorkFolder folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var identity = new Identity(folder.Fresh("certificate"), folder.Fresh("key"));
        File.WriteAllText(identity.Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(identity.Key, key.ExportPkcs8PrivateKeyPem());
        return identity;
    }
}
