namespace SockTool.Trust.Stages;

/// <summary>Whether what came is what was sent.</summary>
internal static class Comparison
{
    private const int Piece = 256 * Bytes.KiB;

    /// <summary>Null if it is; else what is wrong, in words.</summary>
    public static async Task<string?> OfAsync(string sent, string came)
    {
        await using var stream = File.OpenRead(came);
        return await OfAsync(sent, stream);
    }

    /// <param name="sent">A file.</param>
    /// <param name="came">What is read to its end.</param>
    /// <param name="pause">Called between two reads.</param>
    public static async Task<string?> OfAsync(string sent, Stream came, Func<Task>? pause = null)
    {
        await using var wanted = File.OpenRead(sent);
        var (left, right) = (new byte[Piece], new byte[Piece]);
        for (var at = 0L; ;)
        {
            await (pause?.Invoke() ?? Task.CompletedTask);
            var count = await came.ReadAsync(left);
            if (count == 0)
            {
                return at == wanted.Length ? null : $"{at} of {wanted.Length} bytes arrived";
            }

            var same = await wanted.ReadAtLeastAsync(right.AsMemory(0, count), count, throwOnEndOfStream: false);
            if (same < count || !left.AsSpan(0, count).SequenceEqual(right.AsSpan(0, count)))
            {
                await came.CopyToAsync(Stream.Null);
                return $"other bytes within {count} of byte {at}";
            }

            at += count;
        }
    }

    public static string? Of(byte[] sent, byte[] came) =>
        came.AsSpan().SequenceEqual(sent) ? null : came.Length == sent.Length ? "other bytes arrived" : $"{came.Length} of {sent.Length} bytes arrived";
}
