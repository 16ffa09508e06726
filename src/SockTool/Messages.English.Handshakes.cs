using SockTool.Core.Connections;
using SockTool.Core.Transports;
using SockTool.Core.Values;

namespace SockTool;

/// <summary>English: what is wrong in a handshake.</summary>
internal sealed partial class EnglishMessages
{
    // RFC 8446 section 6.2.
    private const int HandshakeFailure = 40;
    private const int CertificateRequired = 116;

    public override string Secured(string peer, TlsFacts facts) =>
        $"secured {Safe(peer)} by {facts.Version}, {facts.Cipher}{(facts.Alpn.Length > 0 ? $", {Safe(facts.Alpn)}" : "")}{(facts.Pin.Length > 0 ? $", its key is sha256:{facts.Pin}" : "")}";

    public override string Upgraded(string peer, string target, string protocol) =>
        $"{Safe(peer)} became a WebSocket at {Safe(target)}, {(protocol.Length > 0 ? $"its protocol is {Safe(protocol)}" : "no protocol was agreed on")}";

    public override string TlsOfTheOtherSide(string name) => $"{name} is for the other side of TLS and says nothing here";

    public override string TlsClientCaHint => "--tls-client-ca demands certificates of clients";

    public override string Unverified(string peer) => $"warning: nothing was verified: {Safe(peer)} may be anybody";

    public override string CertificateMade(string pin) => $"made a certificate for this run; a client trusts it with --tls --tls-pin sha256:{pin}";

    private static string WhatFailedInTls(Failure failure) => failure.Problem == HandshakeProblem.FileUnusable
        ? $"cannot use {Safe(failure.Subject)}: {(failure.Errno != 0 ? System(failure) : "no certificate, no key without a password, or not one for the other (PEM)")}"
        : $"cannot speak TLS with {Safe(failure.Subject)}: {TlsProblem(failure)}";

    private static string TlsProblem(Failure failure) => failure.Problem switch
    {
        HandshakeProblem.NotTls => $"it does not speak TLS (its first byte is {failure.Found})",
        HandshakeProblem.OldVersion => "it speaks no version of TLS that is allowed here",
        HandshakeProblem.Alert => $"it said {failure.Found} (alert {failure.Number})",
        HandshakeProblem.NoCertificate => "it showed no certificate",
        HandshakeProblem.OurCertificateRefused => "it asked for a certificate of ours and went away",
        HandshakeProblem.CertificateExpired => $"its certificate expired at {failure.Found}",
        HandshakeProblem.CertificateNotYetValid => $"its certificate is not valid before {failure.Found}",
        HandshakeProblem.CertificateOfAnother => $"its certificate is for {Safe(failure.Found)}, not for {Safe(failure.Expected)}",
        HandshakeProblem.CertificateSelfSigned => "its certificate is self-signed",
        HandshakeProblem.AuthorityUnknown => $"its certificate is of an authority that is not trusted: {Safe(failure.Expected)}",
        HandshakeProblem.PinUnknown => $"its key sha256:{failure.Found} is none of those that are pinned",
        HandshakeProblem.CertificateInvalid => $"its certificate is not valid: {Safe(failure.Found)}",
        HandshakeProblem.Broken => Safe(failure.Found),
        _ => CommonProblem(failure),
    };

    private static string? HintForTls(Failure failure) => failure.Problem switch
    {
        HandshakeProblem.CertificateSelfSigned or HandshakeProblem.AuthorityUnknown =>
            $"if you know from elsewhere that this is its key, add --tls-pin sha256:{failure.Found}; else its authority's file with --tls-ca",
        HandshakeProblem.CertificateOfAnother => "if that is the server you mean, add --tls-server-name with one of its names",
        HandshakeProblem.OurCertificateRefused => "give one that it trusts with --tls-cert FILE --tls-key FILE",
        HandshakeProblem.Alert when failure.Number is CertificateRequired or HandshakeFailure => "it may want a client certificate: --tls-cert FILE --tls-key FILE",
        HandshakeProblem.NotTls => "leave --tls out, or check the port",
        HandshakeProblem.OldVersion => "the oldest version here is TLS 1.2, or what --tls-min says",
        _ => null,
    };

    private static string WhatFailedInUpgrade(Failure failure) => $"{Safe(failure.Subject)} did not become a WebSocket: {CommonProblem(failure)}";

    private static string CommonProblem(Failure failure) => failure.Problem switch
    {
        HandshakeProblem.ClosedEarly => "it closed the connection in the middle of the handshake",
        HandshakeProblem.TooSlow => $"no handshake within {DurationText.Format(failure.Limit)}",
        HandshakeProblem.Crowded => "too many were in their handshakes, and it was the oldest",
        HandshakeProblem.TooLong => $"it sent more than {Safe(failure.Expected)}",
        HandshakeProblem.Malformed => $"it speaks something else: \"{Safe(failure.Found)}\"",
        HandshakeProblem.UpgradeDeclined => $"it answered \"{Safe(failure.Found)}\"",
        HandshakeProblem.UpgradeUnwanted => $"it asked for \"{Safe(failure.Found)}\"",
        HandshakeProblem.UpgradeField when failure.Found.Length == 0 => $"its head lacks \"{Safe(failure.Expected)}\"",
        HandshakeProblem.UpgradeField => $"its head has \"{Safe(failure.Found)}\" where \"{Safe(failure.Expected)}\" belongs",
        HandshakeProblem.UpgradeNotOffered => $"it chose \"{Safe(failure.Found)}\", which it was not offered",
        _ => System(failure),
    };

    private static string WhatCutItShort(Failure failure) => failure switch
    {
        { Number: > 0, Found.Length: > 0 } => $"{Safe(failure.Subject)} closed the WebSocket with code {failure.Number}: \"{Safe(failure.Found)}\"",
        { Number: > 0 } => $"{Safe(failure.Subject)} closed the WebSocket with code {failure.Number}",
        { Problem: HandshakeProblem.Malformed } => $"the stream of {Safe(failure.Subject)} was cut short: it broke the rules of its protocol",
        { Problem: HandshakeProblem.Unfinished } => $"the stream of {Safe(failure.Subject)} was cut short: it closed in the middle of a message",
        _ => $"the stream of {Safe(failure.Subject)} was cut short: its end was not announced",
    };
}
