namespace SockTool.Commands;

/// <summary>The name that a mistyped one most likely was meant to be.</summary>
internal static class Nearest
{
    /// <summary>The closest name; null when none is close enough to be a typing mistake.</summary>
    public static string? To(string word, IEnumerable<string> names)
    {
        word = word.ToLowerInvariant();
        var longest = Math.Max(2, word.Length / 3);
        return names
            .Where(name => name.Length > 2)
            .Select(name => (Name: name, Distance: name.StartsWith(word, StringComparison.Ordinal) && word.Length > 3 ? 1 : Distance(word, name)))
            .Where(one => one.Distance <= longest)
            .OrderBy(one => one.Distance)
            .Select(one => one.Name)
            .FirstOrDefault();
    }

    // Optimal string alignment distance (Damerau 1964): an exchange of neighbours, the commonest slip, counts as one.
    private static int Distance(string one, string other)
    {
        var rows = Enumerable.Range(0, one.Length + 1).Select(_ => new int[other.Length + 1]).ToArray();
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                rows[i][j] = (i, j) switch
                {
                    (_, 0) => i,
                    (0, _) => j,
                    _ => Math.Min(
                        Math.Min(rows[i - 1][j], rows[i][j - 1]) + 1,
                        Math.Min(
                            rows[i - 1][j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1),
                            i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] ? rows[i - 2][j - 2] + 1 : int.MaxValue)),
                };
            }
        }

        return rows[one.Length][other.Length];
    }
}
