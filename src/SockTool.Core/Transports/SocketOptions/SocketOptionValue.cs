using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using SockTool.Core.Endpoints;
using SockTool.Core.Values;

namespace SockTool.Core.Transports.SocketOptions;

/// <summary>A socket option's value, from the user's text to the kernel's bytes and back.</summary>
internal static class SocketOptionValue
{
    /// <summary>TCP_CA_NAME_MAX and IFNAMSIZ are 16 with the final NUL, which goes along: .NET passes no bytes as a null pointer (EFAULT).</summary>
    private const int LongestText = 15;

    public const string On = "on";
    public const string Off = "off";
    private const string Unlimited = "unlimited";

    public static (byte[]? Bytes, ParseProblemKind Problem) Encode(SocketOptionKind kind, string text) => kind switch
    {
        SocketOptionKind.Flag => EncodeFlag(text),
        SocketOptionKind.Linger => EncodeLinger(text),
        SocketOptionKind.Rate => EncodeRate(text),
        SocketOptionKind.Text => Encoding.UTF8.GetBytes(text) is { Length: <= LongestText } name
            ? ([.. name, 0], default)
            : (null, ParseProblemKind.OptionValueOutOfRange),
        _ => EncodeNumber(text),
    };

    /// <summary>The value of a raw option: an int, or after <c>0x</c> the very bytes.</summary>
    public static (byte[]? Bytes, ParseProblemKind Problem) EncodeRaw(string text) =>
        !IsHex(text) ? EncodeNumber(text)
        : text.Length == 2 ? (null, ParseProblemKind.HexMalformed)
        : HexText.TryParse(text[2..], out var bytes, out var problem) ? (bytes, default)
        : (null, problem.Kind);

    /// <summary>The value as <see cref="Encode"/> reads it.</summary>
    public static string Decode(SocketOptionKind kind, ReadOnlySpan<byte> bytes) => kind switch
    {
        SocketOptionKind.Flag => ReadNumber(bytes) == 0 ? Off : On,
        SocketOptionKind.Linger => DecodeLinger(bytes),
        SocketOptionKind.Rate => (uint)ReadNumber(bytes) is var rate and < uint.MaxValue ? rate.ToString(CultureInfo.InvariantCulture) : Unlimited,
        SocketOptionKind.Text => Encoding.UTF8.GetString(bytes.IndexOf((byte)0) is var end and >= 0 ? bytes[..end] : bytes),
        _ => ReadNumber(bytes).ToString(CultureInfo.InvariantCulture),
    };

    public static bool IsHex(string text) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);

    /// <summary>A decimal int, or up to 32 bits after <c>0x</c>, as <c>IP_TOS=0x10</c> and marks are written.</summary>
    public static bool TryReadNumber(string text, out int number) => IsHex(text)
        ? int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number)
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private static (byte[]? Bytes, ParseProblemKind Problem) EncodeNumber(string text) =>
        TryReadNumber(text, out var number) ? (Bytes(number), default)
        : IsWhole(text) ? (null, ParseProblemKind.OptionValueOutOfRange)
        : (null, ParseProblemKind.OptionValueNotNumber);

    private static (byte[]? Bytes, ParseProblemKind Problem) EncodeFlag(string text) => text.ToUpperInvariant() switch
    {
        "ON" or "YES" or "TRUE" or "1" => (Bytes(1), default),
        "OFF" or "NO" or "FALSE" or "0" => (Bytes(0), default),
        _ => (null, ParseProblemKind.OptionValueNotFlag),
    };

    private static (byte[]? Bytes, ParseProblemKind Problem) EncodeLinger(string text) => text.ToUpperInvariant() switch
    {
        "OFF" or "NO" or "FALSE" => (Linger(0, 0), default),
        _ when TryReadNumber(text, out var seconds) => seconds is < 0 or > ushort.MaxValue
            ? (null, ParseProblemKind.OptionValueOutOfRange)
            : (Linger(1, seconds), default),
        _ => EncodeNumber(text),
    };

    // -1 has all ones, and is how programs in C write it.
    private static (byte[]? Bytes, ParseProblemKind Problem) EncodeRate(string text) =>
        text.Equals(Unlimited, StringComparison.OrdinalIgnoreCase) || text == "-1" ? (Bytes(-1), default)
        : uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rate) ? (Bytes((int)rate), default)
        : text.StartsWith('-') && IsWhole(text) ? (null, ParseProblemKind.OptionValueOutOfRange)
        : EncodeNumber(text);

    /// <summary><c>struct linger</c>: two ints (socket(7)); in Winsock two unsigned shorts.</summary>
    private static byte[] Linger(int on, int seconds) => OperatingSystem.IsWindows()
        ? [.. BitConverter.GetBytes((ushort)on), .. BitConverter.GetBytes((ushort)seconds)]
        : [.. Bytes(on), .. Bytes(seconds)];

    private static string DecodeLinger(ReadOnlySpan<byte> bytes)
    {
        var half = bytes.Length / 2;
        return ReadNumber(bytes[..half]) == 0 ? Off : ReadNumber(bytes[half..]).ToString(CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(int number) => BitConverter.GetBytes(number);

    /// <summary>Some options are given in fewer bytes than asked for: IP_MULTICAST_TTL of macOS in one, Winsock's linger in two.</summary>
    private static int ReadNumber(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        >= sizeof(int) => MemoryMarshal.Read<int>(bytes),
        >= sizeof(ushort) => MemoryMarshal.Read<ushort>(bytes),
        1 => bytes[0],
        _ => 0,
    };

    private static bool IsWhole(string text) => IsHex(text)
        ? text.Length > 2 && text.Skip(2).All(char.IsAsciiHexDigit)
        : text.TrimStart('-') is { Length: > 0 } digits && digits.All(char.IsAsciiDigit);
}
