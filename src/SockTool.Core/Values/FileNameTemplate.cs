using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Values;

/// <summary>The name of a file for each client: <c>{n}</c> its number, <c>{peer}</c> its address, <c>{time}</c> when it came; <c>{{</c> and <c>}}</c> are braces.</summary>
public sealed class FileNameTemplate
{
    private const int LongestPeer = 128;

    private readonly IReadOnlyList<(Field Field, string Text)> parts;

    private FileNameTemplate(string text, IReadOnlyList<(Field Field, string Text)> parts) => (Text, this.parts) = (text, parts);

    private enum Field
    {
        None,
        Number,
        Peer,
        Time,
    }

    /// <summary>What was written.</summary>
    public string Text { get; }

    /// <summary>Whether two clients can have two names.</summary>
    public bool TellsApart => parts.Any(part => part.Field != Field.None);

    /// <summary>Whether any two clients have two names: a time is always as long, a longer number makes a longer name.</summary>
    public bool IsUnique => parts.Any(part => part.Field == Field.Number) && !parts.Any(part => part.Field == Field.Peer);

    /// <summary>The folder that must be there for whatever client; null where that is the one we are in, or each has its own.</summary>
    public string? Folder => parts is [{ Field: Field.None, Text: var text }, ..] && text.LastIndexOf('/') is var slash and > 0 ? text[..slash] : null;

    /// <summary>True with the template; else the problem's part is the brace that begins no field, with what follows it.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out FileNameTemplate? template, [NotNullWhen(false)] out ParseProblem? problem)
    {
        var read = new List<(Field, string)>();
        var plain = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var (field, length) = FieldAt(text.AsSpan(at));
            if (length == 0)
            {
                (template, problem) = (null, new(ParseProblemKind.FileNameField, text[at..]));
                return false;
            }

            if (field == Field.None)
            {
                plain.Append(text[at]);
            }
            else
            {
                AddPlain();
                read.Add((field, ""));
            }

            at += length;
        }

        AddPlain();
        (template, problem) = (new FileNameTemplate(text, read), null);
        return true;

        void AddPlain()
        {
            if (plain.Length > 0)
            {
                read.Add((Field.None, plain.ToString()));
                plain.Clear();
            }
        }
    }

    /// <summary>The name for one client.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="peer">Its address, which may be of its own choosing: no folder, no hidden file and no option of a program can come of it.</param>
    /// <param name="time">When it came.</param>
    public string Fill(int number, string peer, DateTimeOffset time) => string.Concat(parts.Select(part => part.Field switch
    {
        Field.Number => number.ToString(CultureInfo.InvariantCulture),
        Field.Peer => Safe(peer),
        Field.Time => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture),
        _ => part.Text,
    }));

    public override string ToString() => Text;

    private static (Field Field, int Length) FieldAt(ReadOnlySpan<char> rest) => rest switch
    {
        ['{', '{', ..] or ['}', '}', ..] => (Field.None, 2),
        ['{', 'n', '}', ..] => (Field.Number, "{n}".Length),
        ['{', 'p', 'e', 'e', 'r', '}', ..] => (Field.Peer, "{peer}".Length),
        ['{', 't', 'i', 'm', 'e', '}', ..] => (Field.Time, "{time}".Length),
        ['{' or '}', ..] => (Field.None, 0),
        _ => (Field.None, 1),
    };

    // [::1]:40000 becomes __1_40000: colons are other hosts to scp(1) and tar(1), brackets patterns to a shell.
    private static string Safe(string peer)
    {
        var name = new StringBuilder();
        foreach (var one in peer.Where(one => one is not ('[' or ']')).Take(LongestPeer))
        {
            var stays = char.IsAsciiLetterOrDigit(one) || (name.Length > 0 && one is '.' or '-' or '%');
            name.Append(stays ? one : '_');
        }

        return name.Length > 0 ? name.ToString() : "_";
    }
}
