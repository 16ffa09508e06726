using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SockTool.EndToEnd.Harness;

/// <summary>An authority of the test's own and what it has signed, as PEM files: NAME.pem and NAME.key.</summary>
internal sealed class Certificates
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private readonly Folder folder;
    private readonly X509Certificate2 authority;

    public Certificates(Folder folder)
    {
        this.folder = folder;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=authority of a test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        authority = request.CreateSelfSigned(Now.AddYears(-2), Now.AddYears(2));
        File.WriteAllText(Authority, $"{authority.ExportCertificatePem()}\n");
    }

    public string Authority => folder["authority.pem"];

    /// <summary>A certificate for localhost and 127.0.0.1, good for a year in both directions.</summary>
    public (string Cert, string Key) Good(string name) => Sign(name, "localhost", Now.AddYears(-1), Now.AddYears(1));

    public (string Cert, string Key) ForAnother(string name) => Sign(name, "another.example", Now.AddYears(-1), Now.AddYears(1));

    public (string Cert, string Key) ForAddressAsName(string name) => Sign(name, "127.0.0.1", Now.AddYears(-1), Now.AddYears(1));

    public (string Cert, string Key) Expired(string name) => Sign(name, "localhost", Now.AddYears(-1), Now.AddDays(-1));

    public (string Cert, string Key) NotYetValid(string name) => Sign(name, "localhost", Now.AddDays(1), Now.AddYears(1));

    private (string Cert, string Key) Sign(string name, string host, DateTimeOffset from, DateTimeOffset to)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        if (host == "localhost")
        {
            names.AddIpAddress(IPAddress.Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, from, to, RandomNumberGenerator.GetBytes(8));
        var (cert, keyFile) = (folder[$"{name}.pem"], folder[$"{name}.key"]);
        File.WriteAllText(cert, $"{certificate.ExportCertificatePem()}\n");
        File.WriteAllText(keyFile, $"{key.ExportPkcs8PrivateKeyPem()}\n");
        return (cert, keyFile);
    }
}
