namespace SockTool.Trust.Rows;

internal static class RowCatalog
{
    private static readonly IRow[] All =
    [
        new Integrity(),
        new HalfCloses(),
        new Resets(),
        new StandardStreams(),
        new Exhaustion(),
        new Faults(),
        new Stalls(),
        new LossyLink(),
        new Rest(),
    ];

    /// <summary>With --long, or by name.</summary>
    private static readonly IRow[] Longer = [new Soak()];

    public static IReadOnlyList<IRow> Chosen(Settings settings)
    {
        IRow[] all = [.. All, .. Longer];
        return settings.Rows.Count == 0
            ? settings.Long ? all : All
            : [.. settings.Rows.Select(name => Array.Find(all, row => row.Name == name) ?? throw new TrustException($"no row {name}; there are {string.Join(' ', all.Select(row => row.Name))}"))];
    }
}
