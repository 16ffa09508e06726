using System.Globalization;
using System.Net;
using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Packets;
using SockTool.Core.Values;

namespace SockTool;

/// <summary>What sentences of every language are made of.</summary>
internal abstract partial class Messages
{
    protected static string Safe(string text) => EscapedText.Printable(text);

    /// <summary>What a stranger chose, which may be long.</summary>
    protected static string Short(string text)
    {
        const int Longest = 200;
        return text.Length > Longest ? $"{Safe(text[..Longest])}…" : Safe(text);
    }

    /// <summary>So much of a file's line that it can be found there.</summary>
    protected static string Excerpt(string text)
    {
        const int Longest = 60;
        return Safe(text.Length > Longest ? $"{text[..Longest]}…" : text);
    }

    protected static string Text(TimeSpan duration) => DurationText.Format(duration);

    protected static string Milliseconds(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:F3} ms");

    /// <summary>As a clock shows it.</summary>
    protected static string Clock(TimeSpan left) => left.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(left.TotalHours)}:{left.Minutes:00}:{left.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{left.Minutes}:{left.Seconds:00}");

    /// <summary>How the address that a failure is about is written with a zone (RFC 4007 section 11); null where it needs none.</summary>
    protected static string? WithZone(Failure failure) =>
        failure is { Operation: Operation.Connect or Operation.Bind, Errno: Errno.InvalidArgument }
        && IPEndPoint.TryParse(failure.Subject.Split("://")[^1], out var at) && at is { Address: { IsIPv6LinkLocal: true, ScopeId: 0 } address, Port: var port }
            ? string.Create(CultureInfo.InvariantCulture, $"[{address}%eth0]:{port}")
            : null;

    protected static string Time(TimeSpan duration) => duration < TimeSpan.FromSeconds(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.###} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.000} s");

    /// <summary>Empty where nothing passed.</summary>
    protected static string Rate(long bytes, TimeSpan duration) => bytes > 0 && duration > TimeSpan.Zero ? $"{AmountText.Of(bytes / duration.TotalSeconds)}/s" : "";

    protected static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The system's name and number of an error, in brackets; empty where the system had no part in it.</summary>
    protected static string Number(Failure failure) => failure.Errno == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({Errno.NameOf(failure.Errno)} {failure.Errno})");

    /// <summary>As 3141592653 = J+1 (1): the wire's, the textbook's, and the one that counts from 0.</summary>
    protected static string Number(SequenceNumber number) => number.Relative is { } relative
        ? string.Create(CultureInfo.InvariantCulture, $"{number.Raw} = {number.Letter}{(relative == 0 ? "" : $"+{relative}")} ({relative})")
        : number.Raw.ToString(CultureInfo.InvariantCulture);
}
