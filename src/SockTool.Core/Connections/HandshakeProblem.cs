namespace SockTool.Core.Connections;

/// <summary>What was wrong in a handshake; each says what <see cref="Failure.Expected"/> and <see cref="Failure.Found"/> hold.</summary>
public enum HandshakeProblem
{
    None,

    /// <summary>The peer ended the connection in the middle of it.</summary>
    ClosedEarly,

    /// <summary>It took longer than <see cref="Failure.Limit"/>.</summary>
    TooSlow,

    /// <summary>What came is not of this protocol. Found: its beginning.</summary>
    Malformed,

    /// <summary>More than is read of a stranger. Expected: the most bytes.</summary>
    TooLong,

    /// <summary>The same. Expected: the most lines.</summary>
    TooManyLines,

    /// <summary>More answers before the one that counts than are waited for. Number: the most.</summary>
    TooManyAnswers,

    /// <summary>The oldest of too many that were in their handshakes at once.</summary>
    Crowded,

    /// <summary>The peer does not keep to the protocol. Found: the reason, where the system has one.</summary>
    Broken,

    /// <summary>Not TLS at all. Found: the first byte.</summary>
    NotTls,

    /// <summary>The peer speaks no version of TLS that is allowed here.</summary>
    OldVersion,

    /// <summary>The peer has sent an alert (RFC 8446 section 6). Found: its name; <see cref="Failure.Number"/>: its number.</summary>
    Alert,

    /// <summary>The peer showed no certificate.</summary>
    NoCertificate,

    /// <summary>Found: when it expired.</summary>
    CertificateExpired,

    /// <summary>Found: from when on it is valid.</summary>
    CertificateNotYetValid,

    /// <summary>Expected: the name that was dialled; Found: the names in the certificate.</summary>
    CertificateOfAnother,

    /// <summary>The address that was dialled stands in the certificate as a name, which no client takes (RFC 6125 section 1.7.2). Expected: the address.</summary>
    AddressAsName,

    /// <summary>It is its own authority. Found: its pin.</summary>
    CertificateSelfSigned,

    /// <summary>Its authority is not among those that are trusted. Expected: the authority; Found: the pin.</summary>
    AuthorityUnknown,

    /// <summary>The key is none of those pinned. Found: its pin.</summary>
    PinUnknown,

    /// <summary>Any other fault of a certificate. Found: the framework's names for it (X509ChainStatusFlags), parted by commas.</summary>
    CertificateInvalid,

    /// <summary>The server asked for a certificate of ours and went away without a word.</summary>
    OurCertificateRefused,

    /// <summary>A file cannot be read; <see cref="Failure.Errno"/> says why.</summary>
    FileUnreadable,

    /// <summary>A file holds a certificate in DER and not in PEM.</summary>
    CertificateInDer,

    /// <summary>A file holds a key in DER and not in PEM.</summary>
    KeyInDer,

    /// <summary>A file is PKCS#7 and not PEM.</summary>
    FileInPkcs7,

    /// <summary>A file is PKCS#12 and not PEM.</summary>
    FileInPkcs12,

    /// <summary>A file holds no certificate.</summary>
    FileWithoutCertificate,

    /// <summary>A file holds no private key.</summary>
    FileWithoutKey,

    /// <summary>What a file holds as a certificate or key is none.</summary>
    FileDamaged,

    /// <summary>A key is encrypted, and we never ask for a password.</summary>
    KeyEncrypted,

    /// <summary>TLS here cannot use a key of this kind. Found: its name, or the number of the standards (an OID).</summary>
    KeyUnsupported,

    /// <summary>A key is not that of the certificate. Expected: the certificate's file.</summary>
    KeyOfAnother,

    /// <summary>The key is that of another certificate of the file than the first.</summary>
    CertificateNotFirst,

    /// <summary>The system's TLS refuses our own certificate. Found: its reason.</summary>
    OurCertificateUnfit,

    /// <summary>A proxy cannot be reached. Expected: the proxy. All else is that of the connect.</summary>
    ProxyUnreached,

    /// <summary>A proxy demands a user and a password, and we have none to give.</summary>
    CredentialsWanted,

    /// <summary>A proxy does not accept the user and the password.</summary>
    CredentialsRefused,

    /// <summary>We and a proxy know no common way to prove who we are. Found: those it offers; empty where it does not say.</summary>
    NoCommonMethod,

    /// <summary>A password is longer than the protocol can say. Number: the most bytes.</summary>
    PasswordTooLong,

    /// <summary>SOCKS 4 cannot say an IPv6 address. Expected: the target.</summary>
    TargetOfIPv6,

    /// <summary>No proxy can be told a zone, which only this machine knows. Expected: the target.</summary>
    TargetWithZone,

    /// <summary>The target's name is longer than a proxy can be told. Expected: the target. Number: the most bytes.</summary>
    TargetTooLong,

    /// <summary>A SOCKS5 proxy does not open the way. Number: its reply (RFC 1928 section 6). Expected: the target.</summary>
    Socks5Refused,

    /// <summary>A SOCKS 4 proxy does not open the way. Number: its reply, 91 to 93. Expected: the target.</summary>
    Socks4Refused,

    /// <summary>An HTTP proxy does not open the way. Number: its status. Expected: the target. Found: its reason phrase.</summary>
    HttpRefused,

    /// <summary>The answer is no. Found: the status line.</summary>
    UpgradeDeclined,

    /// <summary>What is asked for is not here. Found: the request line.</summary>
    UpgradeUnwanted,

    /// <summary>A field of the head is not as it must be. Expected: the field and its value. Found: its value, empty where it is missing.</summary>
    UpgradeField,

    /// <summary>Something was chosen that was not offered. Found: it.</summary>
    UpgradeNotOffered,

    /// <summary>An end in the middle of a message.</summary>
    Unfinished,
}
