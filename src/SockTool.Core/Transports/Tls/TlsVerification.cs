using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Transports.Tls;

/// <summary>Judges the peer's certificate, and remembers what was wrong with it. One for each handshake.</summary>
/// <param name="tls">Whom to trust.</param>
/// <param name="authorities">Those that count; null for the system's.</param>
/// <param name="name">The name that the certificate must have; null for a client's, which has none.</param>
/// <param name="clock">What time it is.</param>
internal sealed class TlsVerification(TlsParameters tls, X509Certificate2Collection? authorities, string? name, TimeProvider clock)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>What is wrong; null while nothing is.</summary>
    public Failure? Fault { get; private set; }

    /// <summary>The pin of the certificate that was shown; empty for none.</summary>
    public string Pin { get; private set; } = "";

    /// <summary>Whether the other side has asked for a certificate of ours.</summary>
    public bool WasAsked { get; private set; }

    private DateTime Now => clock.GetLocalNow().DateTime;

    // A pin is a verification of its own; where authorities are named too, both must hold.
    private bool PinIsEnough => tls.PinList.Count > 0 && authorities is null;

    // Empty where it is pinned already, and is not enough.
    private string PinToAdd => tls.PinList.Count == 0 ? Pin : "";

    /// <summary>Nothing is fetched from elsewhere: what counts is what the peer has sent and what is on this machine.</summary>
    public X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.ApplicationPolicy.Add(new(name is null ? ClientAuthentication : ServerAuthentication));
        if (authorities is not null || PinIsEnough || tls.Trust == TlsTrust.Anybody)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(authorities ?? []);
        }

        return policy;
    }

    public bool Check(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 shown)
        {
            Fault = new(FailureKind.TlsFailed, Operation.Verify) { Problem = HandshakeProblem.NoCertificate };
            return false;
        }

        Pin = TlsCertificates.PinOf(shown);
        Fault = WrongPin() ?? (PinIsEnough || tls.Trust == TlsTrust.Anybody ? null : WrongChain(shown, chain, errors) ?? WrongName(shown, errors));
        return Fault is null;
    }

    /// <summary>Called where we have no certificate: at the beginning, and again, with the server's at hand, when that asks for one.</summary>
    public X509Certificate NoteAsked(object sender, string host, X509CertificateCollection ours, X509Certificate? theirs, string[] issuers)
    {
        WasAsked |= theirs is not null;
        return null!;
    }

    private Failure? WrongPin() => tls.PinList.Count == 0 || tls.PinList.Contains(Pin, StringComparer.Ordinal) ? null : Wrong(HandshakeProblem.PinUnknown, Pin);

    private Failure? WrongName(X509Certificate2 shown, SslPolicyErrors errors)
    {
        if (!errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return null;
        }

        var names = NamesIn(shown).ToList();
        return IPAddress.TryParse(name, out _) && names.Contains(name, StringComparer.Ordinal)
            ? Wrong(HandshakeProblem.AddressAsName, "", name)
            : Wrong(HandshakeProblem.CertificateOfAnother, string.Join(", ", names), name ?? "");
    }

    private Failure? WrongChain(X509Certificate2 shown, X509Chain? chain, SslPolicyErrors errors)
    {
        if (!errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            return null;
        }

        if (chain is null)
        {
            return Wrong(HandshakeProblem.CertificateInvalid, errors.ToString());
        }

        var all = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (flags, status) => flags | status.Status);
        var untimely = chain.ChainElements.Select(element => element.Certificate).FirstOrDefault(IsUntimely);
        return all switch
        {
            _ when all.HasFlag(X509ChainStatusFlags.NotTimeValid) && untimely is not null => untimely.NotBefore > Now
                ? Wrong(HandshakeProblem.CertificateNotYetValid, Day(untimely.NotBefore))
                : Wrong(HandshakeProblem.CertificateExpired, Day(untimely.NotAfter)),
            _ when (all & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid)) != X509ChainStatusFlags.NoError => shown.IssuerName.RawData.AsSpan().SequenceEqual(shown.SubjectName.RawData)
                ? Wrong(HandshakeProblem.CertificateSelfSigned, PinToAdd)
                : Wrong(HandshakeProblem.AuthorityUnknown, PinToAdd, shown.Issuer),
            _ => Wrong(HandshakeProblem.CertificateInvalid, all.ToString()),
        };
    }

    private bool IsUntimely(X509Certificate2 certificate) => Now < certificate.NotBefore || Now > certificate.NotAfter;

    private static string Day(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static IEnumerable<string> NamesIn(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault() is { } names
            ? names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => address.ToString()))
            : [certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)];

    private static Failure Wrong(HandshakeProblem problem, string found, string expected = "") =>
        new(FailureKind.TlsFailed, Operation.Verify) { Problem = problem, Found = found, Expected = expected };
}
