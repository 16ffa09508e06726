using System.Security.Cryptography;
using System.Text;

namespace SockTool.Core.Transports.WebSockets;

/// <summary>The nonce by which a client knows that a server speaks WebSocket and did not just repeat an old answer (RFC 6455 section 1.3).</summary>
internal static class UpgradeKey
{
    private const int Length = 16;
    private const string Guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    public static string New() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length));

    public static bool IsValid(string key)
    {
        Span<byte> bytes = stackalloc byte[Length];
        return Convert.TryFromBase64String(key, bytes, out var count) && count == Length && Convert.ToBase64String(bytes) == key;
    }

#pragma warning disable CA5350 // RFC 6455 section 4.2.2 says SHA-1, and keeps no secret with it
    public static string AnswerTo(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.Latin1.GetBytes(key + Guid)));
#pragma warning restore CA5350
}
