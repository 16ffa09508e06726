using System.Formats.Asn1;
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

    /// <summary>A certificate of nobody but its subject, which is these bytes.</summary>
    public (string Cert, string Key) ForSubject(string name, byte[] subject)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        // RDNSequence of one commonName as TeletexString, which takes every byte (X.520, RFC 5280 appendix A.1).
        var names = new AsnWriter(AsnEncodingRules.DER);
        using (names.PushSequence())
        using (names.PushSetOf())
        using (names.PushSequence())
        {
            names.WriteObjectIdentifier("2.5.4.3");
            names.WriteEncodedValue([0x14, (byte)subject.Length, .. subject]);
        }

        return Sign(name, new CertificateRequest(new X500DistinguishedName(names.Encode()), key, HashAlgorithmName.SHA256), key, (Now.AddYears(-1), Now.AddYears(1)));
    }

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
        return Sign(name, request, key, (from, to));
    }

    private (string Cert, string Key) Sign(string name, CertificateRequest request, ECDsa key, (DateTimeOffset From, DateTimeOffset To) valid)
    {
        using var certificate = request.Create(authority, valid.From, valid.To, RandomNumberGenerator.GetBytes(8));
        var (cert, keyFile) = (folder[$"{name}.pem"], folder[$"{name}.key"]);
        File.WriteAllText(cert, $"{certificate.ExportCertificatePem()}\n");
        File.WriteAllText(keyFile, $"{key.ExportPkcs8PrivateKeyPem()}\n");
        return (cert, keyFile);
    }
}
