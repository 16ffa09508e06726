using System.Security.Cryptography;
using System.Text;

namespace SockTool.EndToEnd.Harness;

/// <summary>Contents for transfers: the same in every run.</summary>
internal static class Bytes
{
    public const int KiB = 1024;
    public const int MiB = 1024 * KiB;

    /// <summary>SOCK_LONG=1: the sizes and numbers of the issue rather than those of every day.</summary>
    public static bool Long { get; } = Environment.GetEnvironmentVariable("SOCK_LONG") == "1";

    public static byte[] Random(int count, int seed = 1)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static async Task<string> HashOfFileAsync(string path)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file));
    }
}
