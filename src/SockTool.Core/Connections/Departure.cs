namespace SockTool.Core.Connections;

/// <summary>Waits for somebody to leave, whatever he is.</summary>
internal static class Departure
{
    /// <summary>That of <paramref name="end"/> where it tells (<see cref="IDeparture"/>); never, where it does not.</summary>
    public static Task<Failure?> OfAsync(object end, CancellationToken cancellation) =>
        end is IDeparture departure ? departure.WaitForDepartureAsync(cancellation) : Never.DepartsAsync(cancellation);
}
