using System.Security.Cryptography;

namespace SockTool.Core.Observers;

/// <summary>SHA-256 (FIPS 180-4) of what was sent and of what was received, each as one stream.</summary>
public sealed class DigestObserver : ISessionObserver, IDisposable
{
    private readonly IncrementalHash sent = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash received = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public bool NeedsBytes => true;

    /// <summary>Lower-case hexadecimal of the bytes sent so far.</summary>
    public string Sent => Convert.ToHexStringLower(sent.GetCurrentHash());

    /// <summary>Lower-case hexadecimal of the bytes received so far.</summary>
    public string Received => Convert.ToHexStringLower(received.GetCurrentHash());

    public void Passed(Direction direction, ReadOnlySpan<byte> bytes) => (direction == Direction.ToPeer ? sent : received).AppendData(bytes);

    public void Dispose()
    {
        sent.Dispose();
        received.Dispose();
    }
}
