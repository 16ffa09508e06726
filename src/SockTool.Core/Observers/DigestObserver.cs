using System.Security.Cryptography;

namespace SockTool.Core.Observers;

/// <summary>SHA-256 (FIPS 180-4) of what was sent and of what was received, each as one stream.</summary>
/// <param name="whole">What this one's bytes are a part of.</param>
public sealed class DigestObserver(IDigest? whole = null) : IDigest
{
    private readonly Lock gate = new();
    private readonly IncrementalHash sent = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash received = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public bool NeedsBytes => true;

    public Digests Current => new(Of(sent), Of(received));

    public IDigest OfPart() => new DigestObserver(this);

    public void Passed(Direction direction, ReadOnlySpan<byte> bytes)
    {
        // A server's sessions share it, and a hash takes one at a time.
        lock (gate)
        {
            (direction == Direction.ToPeer ? sent : received).AppendData(bytes);
        }

        whole?.Passed(direction, bytes);
    }

    private string Of(IncrementalHash hash)
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
