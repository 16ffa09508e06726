namespace SockTool.Core.Observers;

/// <summary>An observer that keeps a hash of each direction.</summary>
public interface IDigest : ISessionObserver, IDisposable
{
    /// <summary>Of what has passed so far.</summary>
    Digests Current { get; }

    /// <summary>One for some of what this one sees.</summary>
    IDigest OfPart();
}

/// <summary>The hashes of both directions in lower-case hexadecimal.</summary>
public sealed record Digests(string Sent, string Received);
