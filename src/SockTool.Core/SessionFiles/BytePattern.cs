using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using SockTool.Core.Values;

namespace SockTool.Core.SessionFiles;

/// <summary>A regular expression over bytes, read as <see cref="ByteText"/>. It is bounded: linear where it can be, and otherwise with a limit of time.</summary>
public sealed class BytePattern
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly Regex atStart;
    private readonly Regex whole;
    private readonly Regex anywhere;

    private BytePattern(string source)
    {
        Source = source;
        anywhere = Compile(source);
        atStart = Compile($@"\A(?:{source})");
        whole = Compile($@"\A(?:{source})\z");
    }

    public string Source { get; }

    /// <summary>False where <paramref name="source"/> is no regular expression.</summary>
    public static bool TryCreate(string source, [NotNullWhen(true)] out BytePattern? pattern, [NotNullWhen(false)] out PatternProblem? problem)
    {
        try
        {
            (pattern, problem) = (new BytePattern(source), null);
            return true;
        }
        catch (RegexParseException wrong)
        {
            // One that is wrong only in its frame, as an open comment is, is wrong at its end.
            (pattern, problem) = (null, new PatternProblem(wrong.Error, Math.Min(wrong.Offset, source.Length)));
            return false;
        }
    }

    /// <summary>Of one that is known to be good.</summary>
    public static BytePattern Of(string source) => new(source);

    /// <summary>How many characters at the start match; null where none do, not even no characters. One that takes too long matches nothing.</summary>
    public int? LengthAtStart(string text) => Bounded(() => atStart.Match(text) is { Success: true, Length: var length } ? length : (int?)null);

    /// <summary>Where it matches anywhere in a text, one after another and never nothing.</summary>
    public IReadOnlyList<(int Start, int Length)> AllIn(string text) =>
        Bounded(() => anywhere.Matches(text).Where(match => match.Length > 0).Select(match => (match.Index, match.Length)).ToArray()) ?? [];

    public bool IsAll(ReadOnlySpan<char> text)
    {
        try
        {
            return whole.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    public override string ToString() => Source;

    private static T? Bounded<T>(Func<T> match)
    {
        try
        {
            return match();
        }
        catch (RegexMatchTimeoutException)
        {
            return default;
        }
    }

    /// <summary>Without backtracking (time linear in the text), unless the expression needs it.</summary>
    private static Regex Compile(string source)
    {
        try
        {
            return new Regex(source, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Longest);
        }
        catch (NotSupportedException)
        {
            return new Regex(source, RegexOptions.CultureInvariant, Longest);
        }
    }
}
