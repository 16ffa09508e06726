using System.Security.Cryptography;
using System.Text;

namespace SockTool.Core.Transports.Proxies;

/// <summary>Who we are, told in the way that gives the least away: Digest (RFC 7616) before Basic (RFC 7617).</summary>
internal sealed class HttpCredentials(string user, string password)
{
    // "auth" alone: to protect a body as well is for requests that have one.
    private const string Quality = "auth";

    private static readonly (string Name, Func<byte[], byte[]> Hash)[] Algorithms = [("SHA-256", SHA256.HashData), ("MD5", OldHash)];

    /// <summary>What our digest is made unique with; a test sets it.</summary>
    public string ClientNonce { get; init; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>The field's value for a request; null where no challenge is one we know.</summary>
    public string? Answer(IReadOnlyList<HttpChallenge> challenges, string method, string target)
    {
        foreach (var algorithm in Algorithms)
        {
            if (challenges.FirstOrDefault(challenge => TakesDigest(challenge, algorithm.Name)) is { } challenge)
            {
                return Digest(challenge, algorithm, method, target);
            }
        }

        return challenges.Any(challenge => challenge.Is("Basic")) ? $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}" : null;
    }

    private string Digest(HttpChallenge challenge, (string Name, Func<byte[], byte[]> Hash) algorithm, string method, string target)
    {
        const string Count = "00000001";
        var (realm, nonce) = (challenge["realm"] ?? "", challenge["nonce"] ?? "");
        var response = Hash($"{Hash($"{AsBytes(user)}:{realm}:{AsBytes(password)}")}:{nonce}:{Count}:{ClientNonce}:{Quality}:{Hash($"{method}:{target}")}");
        var opaque = challenge["opaque"] is { } given ? $", opaque={Quoted(given)}" : "";
        return $"Digest username={Quoted(AsBytes(user))}, realm={Quoted(realm)}, uri={Quoted(target)}, algorithm={algorithm.Name}, "
            + $"nonce={Quoted(nonce)}, nc={Count}, cnonce={Quoted(ClientNonce)}, qop={Quality}, response=\"{response}\"{opaque}";

        string Hash(string text) => Convert.ToHexStringLower(algorithm.Hash(Encoding.Latin1.GetBytes(text)));
    }

    // Without an algorithm MD5 is meant (RFC 7616 section 3.3).
    private static bool TakesDigest(HttpChallenge challenge, string algorithm) =>
        challenge.Is("Digest")
        && string.Equals(challenge["algorithm"] ?? "MD5", algorithm, StringComparison.OrdinalIgnoreCase)
        && (challenge["qop"] ?? "").Split(',', StringSplitOptions.TrimEntries).Contains(Quality, StringComparer.OrdinalIgnoreCase);

    // What the server sent is kept as Latin-1, a character for each byte; ours is UTF-8 in the same form.
    private static string AsBytes(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

#pragma warning disable CA5351 // the protocol's: RFC 7616 keeps it for servers that know no other
    private static byte[] OldHash(byte[] bytes) => MD5.HashData(bytes);
#pragma warning restore CA5351
}
