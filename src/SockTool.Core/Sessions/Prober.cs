using SockTool.Core.Endpoints;
using SockTool.Core.Native;
using SockTool.Core.Transports;

namespace SockTool.Core.Sessions;

/// <summary>Which end a wait is for.</summary>
public enum ProbeWish
{
    Open,
    Closed,
}

/// <summary>How a probe looks.</summary>
public sealed record ProbeSettings
{
    /// <summary>Of a connect, of an answer over UDP, and of a banner.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether to read the first that it says.</summary>
    public bool Banner { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>Looks at endpoints by connecting to them. No state is kept: each look is a connection of its own.</summary>
/// <param name="connectorFor">For an endpoint, with the limit of each of its operations.</param>
/// <param name="settings">How to look.</param>
public sealed class Prober(Func<Endpoint, TimeSpan, IConnector> connectorFor, ProbeSettings settings)
{
    private const int MostAtATime = 64;

    // A look at a name can have a socket for each family at a time.
    private const int DescriptorsOfALook = 2;

    // So few fit into any limit that the program itself starts under.
    private const int FewEndpoints = 4;

    private readonly ProbeLook look = new(connectorFor, settings);

    /// <summary>One look at each; the rows in the order of <paramref name="endpoints"/>.</summary>
    public async Task<ProbeRow[]> LookAsync(IReadOnlyList<Endpoint> endpoints, CancellationToken cancellation)
    {
        var rows = new ProbeRow[endpoints.Count];
        await Parallel.ForAsync(
            0,
            rows.Length,
            new ParallelOptions { MaxDegreeOfParallelism = AtATime(rows.Length), CancellationToken = cancellation },
            async (i, token) => rows[i] = await look.AtAsync(endpoints[i], settings.Limit, token));
        return rows;
    }

    /// <summary>Looks at each until it is as wished, or the time is over: then the row is what was seen last.</summary>
    /// <param name="endpoints">Where to look.</param>
    /// <param name="wish">What to wait for.</param>
    /// <param name="limit">Of the whole wait, whatever a single look may take; zero is one look at each.</param>
    /// <param name="cancellation">Ends it without rows.</param>
    public async Task<ProbeRow[]> WaitAsync(IReadOnlyList<Endpoint> endpoints, ProbeWish wish, TimeSpan limit, CancellationToken cancellation)
    {
        if (limit == TimeSpan.Zero)
        {
            return await LookAsync(endpoints, cancellation);
        }

        using var watch = new ProbeWatch(wish, limit, settings, cancellation);
        ProbeVigil[] vigils = [.. endpoints.Select(endpoint => new ProbeVigil(look, watch, endpoint))];
        using var rounds = new ProbeRounds(watch, vigils);
        await rounds.RunAsync(AtATime(vigils.Length));
        Array.ForEach(vigils, vigil => vigil.Dispose());
        cancellation.ThrowIfCancellationRequested();
        return [.. vigils.Select(vigil => vigil.Row)];
    }

    private static int AtATime(int count) => count <= FewEndpoints
        ? MostAtATime
        : Math.Clamp(DescriptorLimit.RoomForConnections() / DescriptorsOfALook, 1, MostAtATime);
}
