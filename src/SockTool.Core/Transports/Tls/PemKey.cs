using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports.Tls;

/// <summary>A private key of a kind that TLS can use here: RSA, or ECDSA.</summary>
internal sealed class PemKey : IDisposable
{
    /// <summary>With what the label of a key ends.</summary>
    public const string LabelEnd = "PRIVATE KEY";

    // RFC 8017 appendix C, RFC 5480 section 2.1.1.
    private const string Rsa = "1.2.840.113549.1.1.1";
    private const string EllipticCurve = "1.2.840.10045.2.1";

    // RFC 4055 section 6, RFC 8410 section 3, RFC 3279 section 2.3.2.
    private static readonly Dictionary<string, string> OtherKinds = new(StringComparer.Ordinal)
    {
        ["1.2.840.113549.1.1.10"] = "RSA-PSS", ["1.3.101.112"] = "Ed25519", ["1.3.101.113"] = "Ed448", ["1.3.101.110"] = "X25519",
        ["1.3.101.111"] = "X448", ["1.2.840.10040.4.1"] = "DSA",
    };

    private readonly AsymmetricAlgorithm key;

    private PemKey(AsymmetricAlgorithm key) => this.key = key;

    /// <param name="file">Where it stands.</param>
    /// <param name="label">Its label, which ends with <see cref="LabelEnd"/>.</param>
    /// <param name="block">All of it with its label.</param>
    public static PemKey Of(PemFile file, string label, ReadOnlySpan<char> block)
    {
        try
        {
            return label switch
            {
                "ENCRYPTED PRIVATE KEY" => throw file.Unusable(HandshakeProblem.KeyEncrypted),
                "RSA PRIVATE KEY" => Import(RSA.Create(), block),
                "EC PRIVATE KEY" => Import(ECDsa.Create(), block),
                LabelEnd => KindOf(block) switch
                {
                    Rsa => Import(RSA.Create(), block),
                    EllipticCurve => Import(ECDsa.Create(), block),
                    var other => throw file.Unusable(HandshakeProblem.KeyUnsupported, OtherKinds.GetValueOrDefault(other, other)),
                },
                _ => throw file.Unusable(HandshakeProblem.KeyUnsupported, label[..^LabelEnd.Length].Trim()),
            };
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException or ArgumentException)
        {
            throw file.Unusable(HandshakeProblem.FileDamaged);
        }
    }

    /// <summary>The certificate with this key; null where it is not its key.</summary>
    public X509Certificate2? JoinTo(X509Certificate2 certificate)
    {
        try
        {
            return key is RSA rsa ? certificate.CopyWithPrivateKey(rsa) : certificate.CopyWithPrivateKey((ECDsa)key);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            return null;
        }
    }

    public void Dispose() => key.Dispose();

    private static PemKey Import(AsymmetricAlgorithm key, ReadOnlySpan<char> block)
    {
        key.ImportFromPem(block);
        return new PemKey(key);
    }

    // PrivateKeyInfo (RFC 5208 section 5): a version, then the algorithm.
    private static string KindOf(ReadOnlySpan<char> block)
    {
        var der = Convert.FromBase64String(block[PemEncoding.Find(block).Base64Data].ToString());
        var info = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        info.ReadInteger();
        return info.ReadSequence().ReadObjectIdentifier();
    }
}
