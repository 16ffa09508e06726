using SockTool.Core.Connections;

namespace SockTool;

/// <summary>English: certificates and keys of ours that cannot be used.</summary>
internal sealed partial class EnglishMessages
{
    private static string WhatIsWrongWithFile(Failure failure) => $"cannot use {Safe(failure.Subject)}: {FileProblem(failure)}";

    private static string FileProblem(Failure failure) => failure.Problem switch
    {
        HandshakeProblem.CertificateInDer => "it is a certificate in DER and not PEM",
        HandshakeProblem.KeyInDer => "it is a key in DER and not PEM",
        HandshakeProblem.FileInPkcs7 => "it is PKCS#7 and not PEM",
        HandshakeProblem.FileInPkcs12 => "it is PKCS#12 and not PEM",
        HandshakeProblem.FileWithoutCertificate => "no certificate is in it (PEM)",
        HandshakeProblem.FileWithoutKey => "no private key is in it (PEM)",
        HandshakeProblem.FileDamaged => "what it has as a certificate or key is none",
        HandshakeProblem.KeyEncrypted => "its key is encrypted",
        HandshakeProblem.KeyUnsupported => $"its key is of a kind that TLS cannot use here: {Safe(failure.Found)}",
        HandshakeProblem.KeyOfAnother when failure.Expected == failure.Subject => "its key does not belong to its certificate",
        HandshakeProblem.KeyOfAnother => $"its key does not belong to the certificate in {Safe(failure.Expected)}",
        HandshakeProblem.CertificateNotFirst => "its first certificate is not that of the key, which another one of it is",
        HandshakeProblem.OurCertificateUnfit => OurCertificateUnfit(failure),
        _ => System(failure),
    };

    private static string OurCertificateUnfit(Failure failure) =>
        $"this system's TLS refuses our certificate{(failure.Found.Length > 0 ? $": {Safe(failure.Found)}" : "")}";

    private static string? HintForFile(Failure failure)
    {
        var file = Safe(failure.Subject);
        return failure.Problem switch
        {
            HandshakeProblem.KeyEncrypted => $"decrypt it on the way: --tls-key <(openssl pkey -in {file})",
            HandshakeProblem.KeyUnsupported => "use an RSA or ECDSA key",
            HandshakeProblem.KeyOfAnother when failure.Expected == failure.Subject => "name the key's own file with --tls-key",
            HandshakeProblem.FileWithoutKey => "name the key's own file with --tls-key",
            HandshakeProblem.CertificateNotFirst => "our own certificate stands first, then those between it and its authority",
            HandshakeProblem.CertificateInDer => $"this makes PEM of it: openssl x509 -inform der -in {file}",
            HandshakeProblem.KeyInDer => $"this makes PEM of it: openssl pkey -inform der -in {file}",
            HandshakeProblem.FileInPkcs7 => $"this makes PEM of it: openssl pkcs7 -inform der -print_certs -in {file}",
            HandshakeProblem.FileInPkcs12 => $"this makes PEM of it: openssl pkcs12 -in {file} -nodes",
            _ => null,
        };
    }
}
