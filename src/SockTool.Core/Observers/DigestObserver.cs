using System.Security.Cryptography;

namespace SockTool.Core.Observers;

/// <summary>SHA-256 (FIPS 180-4) of what was sent and of what was received, each as one stream.</summary>
public sealed class DigestObserver : IDigest
{
    private readonly Lock gate = new();
    private readonly IncrementalHash sent = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash received = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public bool NeedsBytes => true;

    public string Sent => Current(sent);

    public string Received => Current(received);

    public void Passed(Direction direction, ReadOnlySpan<byte> bytes)
    {
        // A server's sessions share it, and a hash takes one at a time.
        lock (gate)
        {
            (direction == Direction.ToPeer ? sent : received).AppendData(bytes);
        }
    }

    private string Current(IncrementalHash hash)
    {
        lock (gate)
        {
            return Convert.ToHexStringLower(hash.GetCurrentHash());
        }
    }

    public void Dispose()
    {
        sent.Dispose();
        received.Dispose();
    }
}
