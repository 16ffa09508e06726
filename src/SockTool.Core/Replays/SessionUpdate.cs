using System.Text;
using SockTool.Core.SessionFiles;

namespace SockTool.Core.Replays;

/// <summary>A session file with what came in place of what was to come. Everything else stays as it is: comments, and whatever matched.</summary>
public static class SessionUpdate
{
    /// <param name="file">As it was.</param>
    /// <param name="found">What each of its sessions, by number, found.</param>
    public static byte[] Of(SessionFile file, IReadOnlyDictionary<int, IReadOnlyList<Mismatch>> found)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(found);
        var text = new StringBuilder();
        var edits = found.ToDictionary(of => of.Key, of => new Edits(of.Key, of.Value));
        for (var at = 0; at < file.Lines.Count; at++)
        {
            var line = file.Lines[at];
            var now = line.Step is not null && edits.TryGetValue(line.Session, out var edit) ? edit.Of(line) : [line.Text];
            text.AppendJoin("", now.Select(one => $"{one}\n"));
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private sealed class Edits(int session, IReadOnlyList<Mismatch> found)
    {
        private IncomingEnd? ended;

        /// <summary>What stands there now in place of a line.</summary>
        public IReadOnlyList<string> Of(SessionLine line)
        {
            if (line.Step is not SidedStep step)
            {
                return [line.Text];
            }

            var isGone = ended == IncomingEnd.Broken || (ended is not null && found[0].Verified == step.Side) || found.Any(one => one.Expected.Contains(step));

            // In place of a step may have come something else, and later something more.
            var mine = found.Where(one => (one.Expected is [var first, ..] ? first : one.Step) == step);
            return [.. isGone ? [] : new[] { line.Text }, .. mine.SelectMany(Lines)];
        }

        /// <summary>What came; the end only once, behind which nothing stands.</summary>
        private IEnumerable<string> Lines(Mismatch mismatch)
        {
            var lines = ended is null ? mismatch.CameAsLines : [];
            ended ??= mismatch.End;
            return lines.Select(line => SessionText.Prefix(session) + line);
        }
    }
}
