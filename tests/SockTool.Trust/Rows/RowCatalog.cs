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

    public static IReadOnlyList<IRow> Chosen(Settings settings) => settings.Rows.Count == 0
        ? All
        : [.. settings.Rows.Select(name => Array.Find(All, row => row.Name == name) ?? throw new TrustException($"no row {name}; there are {string.Join(' ', All.Select(row => row.Name))}"))];
}
