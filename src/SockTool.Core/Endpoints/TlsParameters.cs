namespace SockTool.Core.Endpoints;

/// <summary>The oldest version of TLS that will do.</summary>
public enum TlsMinimum
{
    /// <summary>Nothing is said: as 1.2.</summary>
    Usual,

    Tls12,
    Tls13,
}

/// <summary>Whether the peer's certificate is verified.</summary>
public enum TlsTrust
{
    Verify,

    /// <summary>Anybody's certificate will do.</summary>
    Anybody,
}

/// <summary>What TLS is told: files, names and pins as typed; nothing has been opened.</summary>
public sealed record TlsParameters
{
    /// <summary>PEM: the authorities to trust in place of the system's.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>PEM: our certificate and those between it and its authority.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM: its private key; null where it stands in the certificate's file.</summary>
    public string? KeyFile { get; init; }

    /// <summary>PEM: the authorities whose client certificates a server demands.</summary>
    public string? ClientAuthorityFile { get; init; }

    /// <summary>The name to ask for (SNI) and to find in the certificate, where it is not the host's.</summary>
    public string? ServerName { get; init; }

    /// <summary>Protocol names in order of preference (RFC 7301), separated by commas.</summary>
    public string Alpn { get; init; } = "";

    public TlsMinimum Minimum { get; init; }

    /// <summary>SHA-256 of the public keys (SubjectPublicKeyInfo) that will do: lower-case hexadecimal, separated by commas.</summary>
    public string Pins { get; init; } = "";

    public TlsTrust Trust { get; init; }

    public IReadOnlyList<string> AlpnNames => Alpn.Split(',', StringSplitOptions.RemoveEmptyEntries);

    public IReadOnlyList<string> PinList => Pins.Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The same as the query of an address.</summary>
    public string ToQuery() => TlsParameterText.Format(this);
}
