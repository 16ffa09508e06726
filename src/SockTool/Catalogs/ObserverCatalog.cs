using SockTool.Core.Observers;

namespace SockTool.Catalogs;

/// <summary>Every observer of sessions there is: one line each.</summary>
internal static class ObserverCatalog
{
    /// <summary>SHA-256 of both directions.</summary>
    public static IDigest Digest() => new DigestObserver();

    public static ObserverGroup Group(params IEnumerable<ISessionObserver?> members) => new(members.OfType<ISessionObserver>());
}
