using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;

namespace SockTool.Core.Transports.SocketOptions;

/// <summary>One option to set, as asked for by <c>NAME=VALUE</c>, by a flag's <c>NAME</c>, or by <c>LEVEL:NUMBER=INT|0xBYTES</c>.</summary>
/// <param name="Name">The full name, <c>SO_RCVBUF</c>, or the raw <c>LEVEL:NUMBER</c>.</param>
/// <param name="Asked">The value as typed; <c>on</c> for a flag's name alone.</param>
/// <param name="Entry">What is known of the option; null for a raw one.</param>
/// <param name="Level">The level as this system numbers it.</param>
/// <param name="Number">The option as this system numbers it.</param>
/// <param name="Value">The bytes for setsockopt(2), in this machine's order.</param>
public sealed record SocketOptionSetting(
    string Name,
    string Asked,
    SocketOptionEntry? Entry,
    int Level,
    int Number,
    ReadOnlyMemory<byte> Value)
{
    /// <summary>True with a setting that this system can be asked for; whether it agrees shows in <see cref="Apply"/>.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out SocketOptionSetting? setting,
        [NotNullWhen(false)] out ParseProblem? problem)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? text : text[..equals];
        var value = equals < 0 ? null : text[(equals + 1)..];
        (setting, problem) = name.Contains(':', StringComparison.Ordinal) ? ReadRaw(name, value) : ReadNamed(name, value);
        return setting is not null && problem is null;
    }

    /// <summary>As the user would write it.</summary>
    public override string ToString() => $"{Name}={Asked}";

    /// <summary>
    /// setsockopt(2) by number: .NET's own ReuseAddress would set SO_REUSEPORT as well (dotnet/runtime, pal_networking.c),
    /// and its errors do not keep every errno.
    /// </summary>
    /// <exception cref="FailureException">The system refuses the option or its value; operation Option.</exception>
    public unsafe void Apply(Socket socket)
    {
        if (!Platform.HasDescriptors)
        {
            socket.SetRawSocketOption(Level, Number, Value.Span);
            return;
        }

        fixed (byte* value = Value.Span)
        {
            if (Libc.SetSocketOption((int)socket.Handle, Level, Number, value, (uint)Value.Length) < 0)
            {
                throw new FailureException(new Failure(FailureKind.Other, Operation.Option) { Subject = ToString(), Errno = Unix.LastError });
            }
        }
    }

    private static (SocketOptionSetting? Setting, ParseProblem? Problem) ReadNamed(string name, string? text)
    {
        if (SocketOptionCatalog.Find(name) is not { } entry)
        {
            return Wrong(ParseProblemKind.OptionUnknown, name);
        }

        if (entry.Number is not { } number)
        {
            return Wrong(ParseProblemKind.OptionNotOnThisSystem, entry.Name);
        }

        if ((text ?? (entry.Kind == SocketOptionKind.Flag ? SocketOptionValue.On : null)) is not { } asked)
        {
            return Wrong(ParseProblemKind.ValueMissing, entry.Name);
        }

        var (bytes, wrong) = SocketOptionValue.Encode(entry.Kind, asked);
        return bytes is null ? Wrong(wrong, asked) : (new(entry.Name, asked, entry, entry.LevelNumber, number, bytes), null);
    }

    private static (SocketOptionSetting? Setting, ParseProblem? Problem) ReadRaw(string name, string? asked)
    {
        if (name.Split(':') is not [var levelText, var numberText]
            || !SocketOptionValue.TryReadNumber(levelText, out var level)
            || !SocketOptionValue.TryReadNumber(numberText, out var number))
        {
            return Wrong(ParseProblemKind.OptionRawMalformed, name);
        }

        if (string.IsNullOrEmpty(asked))
        {
            return Wrong(ParseProblemKind.ValueMissing, name);
        }

        var (bytes, wrong) = SocketOptionValue.EncodeRaw(asked);
        return bytes is null ? Wrong(wrong, asked) : (new(name, asked, null, level, number, bytes), null);
    }

    private static (SocketOptionSetting? Setting, ParseProblem? Problem) Wrong(ParseProblemKind kind, string part) =>
        (null, new(kind, part));
}
