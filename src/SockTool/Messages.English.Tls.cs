using SockTool.Core.Connections;
using SockTool.Core.Transports;

namespace SockTool;

/// <summary>English: TLS, and what is wrong with whom one speaks it with.</summary>
internal sealed partial class EnglishMessages
{
    // RFC 8446 section 6.2.
    private const int HandshakeFailure = 40;
    private const int CertificateRequired = 116;

    public override string Secured(string peer, TlsFacts facts) =>
        $"secured {Safe(peer)} by {facts.Version}, {facts.Cipher}{(facts.Alpn.Length > 0 ? $", {Safe(facts.Alpn)}" : "")}{(facts.Pin.Length > 0 ? $", its key is sha256:{facts.Pin}" : "")}";

    public override string TlsOfTheOtherSide(string name) => $"{name} is for the other side of TLS and says nothing here";

    public override string TlsClientCaHint => "--tls-client-ca demands certificates of clients";

    public override string Unverified(string peer) => $"warning: nothing was verified: {Safe(peer)} may be anybody";

    public override string CertificateMade(string pin) => $"made a certificate for this run; a client trusts it with --tls --tls-pin sha256:{pin}";

    private static string WhatFailedInTls(Failure failure) => failure.Operation == Operation.Open
        ? WhatIsWrongWithFile(failure)
        : $"cannot speak TLS with {Safe(failure.Subject)}: {TlsProblem(failure)}";

    private static string TlsProblem(Failure failure) => failure.Problem switch
    {
        HandshakeProblem.NotTls => $"it does not speak TLS (its first byte is {Safe(failure.Found)})",
        HandshakeProblem.OldVersion => "it speaks no version of TLS that is allowed here",
        HandshakeProblem.Alert => $"it said {Safe(failure.Found)} (alert {failure.Number})",
        HandshakeProblem.NoCertificate => "it showed no certificate",
        HandshakeProblem.OurCertificateRefused => "it asked for a certificate of ours and went away",
        HandshakeProblem.OurCertificateUnfit => OurCertificateUnfit(failure),
        HandshakeProblem.CertificateExpired => $"its certificate expired at {Safe(failure.Found)}",
        HandshakeProblem.CertificateNotYetValid => $"its certificate is not valid before {Safe(failure.Found)}",
        HandshakeProblem.CertificateOfAnother => $"its certificate is for {Short(failure.Found)}, not for {Safe(failure.Expected)}",
        HandshakeProblem.AddressAsName => $"its certificate has {Safe(failure.Expected)} as a name of DNS and not as an address",
        HandshakeProblem.CertificateSelfSigned => "its certificate is self-signed",
        HandshakeProblem.AuthorityUnknown => $"its certificate is of an authority that is not trusted: {Short(failure.Expected)}",
        HandshakeProblem.PinUnknown => $"its key sha256:{Safe(failure.Found)} is none of those that are pinned",
        HandshakeProblem.CertificateInvalid => $"its certificate is not valid: {string.Join(", ", failure.Found.Split(", ").Select(ChainFault))}",
        HandshakeProblem.Broken when failure.Found.Length == 0 => "it does not keep to the protocol",
        HandshakeProblem.Broken => Short(failure.Found),
        _ => CommonProblem(failure),
    };

    // X509ChainStatusFlags.
    private static string ChainFault(string flag) => flag switch
    {
        "NotValidForUsage" => "it is not for this use (extended key usage)",
        "InvalidBasicConstraints" => "who signed it is no authority",
        "Revoked" => "it was revoked",
        "HasWeakSignature" => "its signature is too weak",
        "NotTimeNested" => "it outlives its authority",
        "ExplicitDistrust" => "this system distrusts it",
        "HasNotPermittedNameConstraint" or "HasExcludedNameConstraint" => "its authority may not sign for this name",
        "HasNotSupportedCriticalExtension" => "it has a critical extension that is not known here",
        _ => $"the system says {Safe(flag)}",
    };

    private static string? HintForTls(Failure failure) => failure.Problem switch
    {
        HandshakeProblem.CertificateSelfSigned or HandshakeProblem.AuthorityUnknown when failure.Found.Length == 0 =>
            "its key is pinned, but with --tls-ca both must hold; leave that out where the pin is enough",
        HandshakeProblem.CertificateSelfSigned or HandshakeProblem.AuthorityUnknown =>
            $"if you know from elsewhere that this is its key, add --tls-pin sha256:{Safe(failure.Found)}; else its authority's file with --tls-ca",
        HandshakeProblem.CertificateOfAnother => "if that is the server you mean, add --tls-server-name with one of its names",
        HandshakeProblem.AddressAsName => "a certificate has addresses as IP:ADDRESS in its subjectAltName",
        HandshakeProblem.OurCertificateRefused => "give one that it trusts with --tls-cert FILE --tls-key FILE",
        HandshakeProblem.Alert when failure.Number is CertificateRequired => "it wants a client certificate: --tls-cert FILE --tls-key FILE",
        HandshakeProblem.Alert when failure.Number is HandshakeFailure =>
            "the two have no version or cipher in common, or it wants a client certificate: --tls-cert FILE --tls-key FILE",
        HandshakeProblem.NotTls => "leave --tls out, or check the port",
        HandshakeProblem.OldVersion => "the oldest version here is TLS 1.2, or what --tls-min says",
        _ => HintForFile(failure),
    };
}
