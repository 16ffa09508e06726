using SockTool.Core.Connections;

namespace SockTool.Core.Transports;

/// <summary>The limit of waiting for a client.</summary>
internal static class Accepting
{
    /// <summary>What <paramref name="next"/> gives, within the limit; where nothing may be waited for it says so itself.</summary>
    /// <exception cref="FailureException">The limit ran out; kind NobodyConnected.</exception>
    public static ValueTask<T> WithinLimitAsync<T>(Func<CancellationToken, ValueTask<T>> next, string name, SocketSettings settings, CancellationToken cancellation) => settings.Limits.Accept == TimeSpan.Zero
        ? next(cancellation)
        : Limited.RunAsync(next, settings.Limits.Accept, new Failure(FailureKind.NobodyConnected, Operation.Accept) { Subject = name }, settings.Clock, cancellation);
}
