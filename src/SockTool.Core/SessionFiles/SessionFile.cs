using System.Globalization;
using System.Text;
using System.Text.Unicode;
using SockTool.Core.Connections;
using static SockTool.Core.SessionFiles.SessionText;

namespace SockTool.Core.SessionFiles;

/// <summary>A session file: its lines as they stand there, and the steps of each session.</summary>
public sealed class SessionFile
{
    /// <summary>The most bytes of a file that is read.</summary>
    public const int Largest = 64 * 1024 * 1024;

    private const int LongestLine = 1024 * 1024;
    private const char ByteOrderMark = '\uFEFF';

    private SessionFile(IReadOnlyList<SessionLine> lines) => Lines = lines;

    public IReadOnlyList<SessionLine> Lines { get; }

    /// <summary>The numbers of its sessions, in the order in which they begin.</summary>
    public IReadOnlyList<int> Sessions => [.. Lines.Where(line => line.Step is SidedStep).Select(line => line.Session).Distinct()];

    public IReadOnlyList<SessionStep> StepsOf(int session) => [.. Lines.Where(line => line.Session == session).Select(line => line.Step).OfType<SessionStep>()];

    /// <exception cref="FailureException">It cannot be read, kind InputUnreadable; or it is none, kind SessionMalformed with the number of the line.</exception>
    public static async Task<SessionFile> ReadAsync(string path, CancellationToken cancellation) =>
        Parse(await SmallFile.ReadAsync(path, Largest, cancellation), path);

    /// <param name="bytes">All of it.</param>
    /// <param name="name">What it is called in a failure.</param>
    public static SessionFile Parse(byte[] bytes, string name)
    {
        var texts = Encoding.UTF8.GetString(bytes).TrimStart(ByteOrderMark).Split('\n');
        var lines = new List<SessionLine>(texts.Length);
        var checks = new Dictionary<int, EndCheck>();
        for (var at = 0; at < texts.Length - (texts[^1].Length == 0 ? 1 : 0); at++)
        {
            var (text, parser) = (texts[at].TrimEnd('\r'), new StepParser(at + 1, name));
            if (text.Contains('\uFFFD', StringComparison.Ordinal) && !Utf8.IsValid(bytes))
            {
                throw parser.Wrong(SessionProblem.LineUnknown, text);
            }

            if (at == 0 && text != FirstLine)
            {
                throw parser.Wrong(SessionProblem.FormatUnknown, text);
            }

            lines.Add(text.Length > LongestLine ? throw parser.Wrong(SessionProblem.LineTooLong, "") : Line(text, parser));
            if (lines[^1] is { Session: var session, Step: SidedStep step })
            {
                (checks.TryGetValue(session, out var check) ? check : checks[session] = new EndCheck()).Add(step, text, parser);
            }
        }

        return lines.Count == 0 ? throw new StepParser(1, name).Wrong(SessionProblem.FormatUnknown, "")
            : checks.Count == 0 ? throw new StepParser(lines.Count, name).Wrong(SessionProblem.NoSteps, "")
            : new SessionFile(lines);
    }

    private static SessionLine Line(string text, StepParser parser)
    {
        if (text.Length == 0 || text[0] == Comment || string.IsNullOrWhiteSpace(text))
        {
            return new SessionLine(text, 1, Step: null);
        }

        if (text[0] != '[')
        {
            return new SessionLine(text, 1, parser.Parse(text));
        }

        var close = text.IndexOf("] ", StringComparison.Ordinal);
        return close > 0 && int.TryParse(text.AsSpan(1, close - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var session) && session > 0
            ? new SessionLine(text, session, parser.Parse(text[(close + 2)..]))
            : throw parser.Wrong(SessionProblem.LineUnknown, text);
    }

    /// <summary>Nothing comes after an end.</summary>
    private sealed class EndCheck
    {
        private readonly HashSet<Side> ended = [];

        public void Add(SidedStep step, string text, StepParser parser)
        {
            if (!ended.Contains(step.Side) || (step is ResetStep && ended.Count < 2))
            {
                ended.UnionWith(step switch { ResetStep => [Side.Client, Side.Server], EndStep => [step.Side], _ => Array.Empty<Side>() });
                return;
            }

            throw parser.Wrong(SessionProblem.AfterTheEnd, text);
        }
    }
}
