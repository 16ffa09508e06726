using SockTool.Core.Endpoints;

namespace SockTool.Core.Sessions;

/// <summary>How a wait stands after a look.</summary>
internal enum ProbeStand
{
    LooksUnderWay,
    NoLookUnderWay,

    /// <summary>It is as it was wished to be, since this look.</summary>
    Found,
}

/// <summary>The wait for one endpoint: what was seen there in the looks so far.</summary>
internal sealed class ProbeVigil(ProbeLook look, ProbeWatch watch, Endpoint endpoint) : IDisposable
{
    private readonly Lock mind = new();
    private CancellationTokenSource? found;
    private ProbeRow? last;
    private int underWay;

    /// <summary>Whether it is as it was wished to be.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The row that was wished for, else what was seen last.</summary>
    public ProbeRow Row => last ?? watch.NeverSeen(endpoint);

    public void BeginLook()
    {
        lock (mind)
        {
            found ??= CancellationTokenSource.CreateLinkedTokenSource(watch.Cut);
            underWay++;
        }
    }

    /// <summary>One look, after <see cref="BeginLook"/>.</summary>
    public async Task<ProbeStand> LookAsync()
    {
        var sight = await SeeAsync();
        var isFound = false;
        lock (mind)
        {
            underWay--;
            if (!IsOver && sight is not null && (last is null || sight.Kind == ProbeSightKind.Whole))
            {
                last = sight.Row;
                IsOver = watch.Wish == ProbeWish.Open ? last.IsOpen : last.IsClosed;
                isFound = IsOver;
            }

            if (!isFound)
            {
                return underWay == 0 ? ProbeStand.NoLookUnderWay : ProbeStand.LooksUnderWay;
            }
        }

        await found!.CancelAsync();
        return ProbeStand.Found;
    }

    public void Dispose() => found?.Dispose();

    /// <summary>Null for a look that was cut before it could say anything.</summary>
    private async Task<ProbeSight?> SeeAsync()
    {
        var limit = watch.LimitOfALookNow;
        try
        {
            return watch.Weigh(await look.AtAsync(endpoint, limit, found!.Token), limit);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
