namespace SockTool.Core.Tests.Doubles;

/// <summary>Seeded accidents to bytes: put in, repeated, doubled, cut off, left out, changed.</summary>
internal static class Accidents
{
    /// <summary>As many as a hostile input is tried in each test.</summary>
    public const int Tries = 10_000;

    public static string Mutated(this string text, Random random) => string.Concat(Of([.. text], random, () => (char)random.Next(256)));

    public static byte[] Mutated(this byte[] bytes, Random random) => [.. Of([.. bytes], random, () => (byte)random.Next(256))];

    private static List<T> Of<T>(List<T> all, Random random, Func<T> make)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(all.Count + 1);
            var any = make();
            switch (random.Next(6))
            {
                case 0:
                    all.Insert(at, any);
                    break;
                case 1:
                    all.InsertRange(at, Enumerable.Repeat(any, random.Next(300)));
                    break;
                case 2:
                    all.RemoveRange(at, all.Count - at);
                    break;
                case 3 when at < all.Count:
                    all.RemoveAt(at);
                    break;
                case 4 when at < all.Count:
                    all[at] = any;
                    break;
                case 5:
                    all.InsertRange(at, all.GetRange(at, Math.Min(random.Next(64), all.Count - at)));
                    break;
                default:
                    all.Add(any);
                    break;
            }
        }

        return all;
    }
}
