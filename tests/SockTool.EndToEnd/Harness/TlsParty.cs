namespace SockTool.EndToEnd.Harness;

/// <summary>A server whose certificate is good, and the authority that says so, as options.</summary>
internal sealed class TlsParty
{
    public TlsParty(Folder folder)
    {
        var certificates = new Certificates(folder);
        Good = certificates.Good("good");
        Trust = $"--tls-ca {certificates.Authority}";
    }

    public (string Cert, string Key) Good { get; }

    /// <summary>For who dials.</summary>
    public string Trust { get; }

    /// <summary>For who accepts.</summary>
    public string Identity => $"--tls-cert {Good.Cert} --tls-key {Good.Key}";
}
