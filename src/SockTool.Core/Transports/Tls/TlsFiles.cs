using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Transports.Tls;

/// <summary>What stands in the files that TLS is told of.</summary>
/// <param name="Ours">Our certificate with its key and those between it and its authority; null where none is given.</param>
/// <param name="Authorities">Whom to trust; null where none are named.</param>
internal sealed record TlsFiles(SslStreamCertificateContext? Ours, X509Certificate2Collection? Authorities)
{
    /// <summary>Reads each file once, whatever it is named as: <c>&lt;(COMMAND)</c> can be read no second time.</summary>
    public static async Task<TlsFiles> ReadAsync(TlsParameters tls, string? authorityFile, CancellationToken cancellation)
    {
        var read = new Dictionary<string, PemFile>(StringComparer.Ordinal);
        var ours = tls.CertificateFile is { } file ? Identity(await FileAsync(file), await FileAsync(tls.KeyFile ?? file)) : null;
        return new TlsFiles(ours, authorityFile is null ? null : (await FileAsync(authorityFile)).Certificates());

        async Task<PemFile> FileAsync(string path)
        {
            if (!read.TryGetValue(path, out var known))
            {
                read[path] = known = await PemFile.ReadAsync(path, cancellation);
            }

            return known;
        }
    }

    private static SslStreamCertificateContext Identity(PemFile certificates, PemFile keys)
    {
        var all = certificates.Certificates();
        using var key = keys.Key();
        if (key.JoinTo(all[0]) is { } ours)
        {
            return TlsCertificates.ContextOf(ours, all);
        }

        throw all.Skip(1).Any(other => key.JoinTo(other) is not null)
            ? certificates.Unusable(HandshakeProblem.CertificateNotFirst)
            : keys.Unusable(HandshakeProblem.KeyOfAnother, expected: certificates.Path);
    }
}
