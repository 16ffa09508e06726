using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports.Tls;

/// <summary>A file of certificates and keys (PEM, RFC 7468). What it lacks is told by its name.</summary>
internal sealed class PemFile
{
    // All authorities of a system together are a quarter of it.
    private const int Largest = 1024 * 1024;
    private const byte DerSequence = 0x30;

    private readonly byte[] bytes;
    private readonly string text;

    private PemFile(string path, byte[] bytes) => (Path, this.bytes, text) = (path, bytes, Encoding.Latin1.GetString(bytes));

    public string Path { get; }

    public static async Task<PemFile> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return new PemFile(path, await SmallFile.ReadAsync(path, Largest, cancellation));
        }
        catch (FailureException unread)
        {
            throw new FailureException(unread.Failure with { Kind = FailureKind.TlsFailed, Operation = Operation.Open, Problem = HandshakeProblem.FileUnreadable });
        }
    }

    /// <summary>All of them, in their order; one at least.</summary>
    public X509Certificate2Collection Certificates()
    {
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(text);
        }
        catch (CryptographicException)
        {
            throw Unusable(HandshakeProblem.FileDamaged);
        }

        return all.Count > 0 ? all : throw (Binary() ?? Unusable(HandshakeProblem.FileWithoutCertificate));
    }

    /// <summary>The first private key.</summary>
    public PemKey Key()
    {
        for (var rest = text.AsSpan(); PemEncoding.TryFind(rest, out var block); rest = rest[block.Location.End..])
        {
            var label = rest[block.Label].ToString();
            if (label.EndsWith(PemKey.LabelEnd, StringComparison.Ordinal))
            {
                return PemKey.Of(this, label, rest[block.Location]);
            }
        }

        // A key encrypted in the old way has fields of its own, which RFC 7468 does not know.
        throw Binary() ?? Unusable(text.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal) ? HandshakeProblem.KeyEncrypted : HandshakeProblem.FileWithoutKey);
    }

    public FailureException Unusable(HandshakeProblem problem, string found = "", string expected = "") =>
        new(new Failure(FailureKind.TlsFailed, Operation.Open) { Subject = Path, Problem = problem, Found = found, Expected = expected });

    private FailureException? Binary() => bytes is [DerSequence, ..] ? Unusable(FormatOf(bytes)) : null;

    private static HandshakeProblem FormatOf(byte[] der)
    {
        try
        {
            return X509Certificate2.GetCertContentType(der) switch
            {
                X509ContentType.Pkcs12 => HandshakeProblem.FileInPkcs12,
                X509ContentType.Pkcs7 => HandshakeProblem.FileInPkcs7,
                _ => HandshakeProblem.CertificateInDer,
            };
        }
        catch (CryptographicException)
        {
            return HandshakeProblem.KeyInDer;
        }
    }
}
