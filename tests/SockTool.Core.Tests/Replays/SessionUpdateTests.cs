using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Replays;
using SockTool.Core.SessionFiles;

namespace SockTool.Core.Tests.Replays;

/// <summary>What --update and the diff make of mismatches, over files that were written by hand.</summary>
public sealed class SessionUpdateTests
{
    private const string Before = """
        #sock-session 1
        # said by hand
        > "one\n"
        < /\d+\n/
        within 2s
        < "a\n"
        # between
        < "b\n"
        > "two\n"
        [2] < "of another\n"
        < "c\n"
        >|
        <|

        """;

    private static readonly SessionFile File = SessionFile.Parse(Encoding.UTF8.GetBytes(Before), "s");

    [Fact]
    public void Nothing_found_changes_nothing() => Assert.Equal(Before, Updated());

    [Fact]
    public void From_the_first_step_that_differs_on_the_turn_is_what_came() => Assert.Equal(
        Before.Replace("< \"a\\n\"", "< \"x\\ny\\n\"", StringComparison.Ordinal).Replace("< \"b\\n\"\n", "", StringComparison.Ordinal),
        Updated(Found(6, "x\ny\n", null, 6, 8)));

    [Fact]
    public void Where_nothing_came_nothing_stands() => Assert.Equal(
        Before.Replace("< \"c\\n\"\n", "", StringComparison.Ordinal), Updated(Found(11, "", null, 11)));

    [Fact]
    public void What_came_behind_the_last_step_stands_behind_it() => Assert.Equal(
        $"{Before}< \"more\"\n", Updated(Found(13, "more", null)));

    [Fact]
    public void What_came_in_place_of_the_last_step_and_what_came_later_stand_both() => Assert.Equal(
        Before.Replace("<|\n", "< \"b\"\n< \"c\"\n", StringComparison.Ordinal), Updated(Found(13, "b", null, 13), Found(13, "c", null)));

    [Fact]
    public void Datagrams_are_a_line_each_however_long_and_empty_ones_too()
    {
        var large = new byte[SessionText.MostInALine + 1];
        large.AsSpan().Fill((byte)'x');
        var found = Found(11, "", null, 11) with { IsOfMessages = true, Came = ["a"u8.ToArray(), Array.Empty<byte>(), large] };
        Assert.Equal(
            Before.Replace("< \"c\\n\"", $"< \"a\"\n< \"\"\n< \"{new string('x', large.Length)}\"", StringComparison.Ordinal), Updated(found));
        Assert.Contains("+< \"a\"\n+< \"\"\n+< \"xxx", SessionDiff.Of(found, new Masks([]), "a", "b").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Early_end_is_the_end() => Assert.Equal(
        Before.Replace("< \"b\\n\"", "< \"x\"\n<|", StringComparison.Ordinal).Replace("< \"c\\n\"\n>|\n<|\n", ">|\n", StringComparison.Ordinal),
        Updated(Found(8, "x", IncomingEnd.Finished, 8), Found(11, "", IncomingEnd.Finished, 11)));

    [Fact]
    public void Behind_a_reset_there_is_nothing() => Assert.Equal(
        Before.Replace("< \"b\\n\"\n> \"two\\n\"", "<!", StringComparison.Ordinal).Replace("< \"c\\n\"\n>|\n<|\n", "", StringComparison.Ordinal),
        Updated(Found(8, "", IncomingEnd.Broken, 8)));

    [Fact]
    public void Lines_keep_the_number_of_their_session() => Assert.Equal(
        Before.Replace("[2] < \"of another\\n\"", "[2] < hex ff", StringComparison.Ordinal),
        Encoding.UTF8.GetString(SessionUpdate.Of(File, new Dictionary<int, IReadOnlyList<Mismatch>> { [2] = [Found(10, "", null, 10) with { Came = [new byte[] { 0xFF }] }] })));

    [Fact]
    public void Diff_is_by_lines_of_what_was_said_and_masks_are_over_both()
    {
        BytePattern.TryCreate(@"\d+", out var number, out _);
        var mismatch = Found(6, "a 7\nb 8\nc\u001B\n", IncomingEnd.Finished, 6, 8) with
        {
            Expected = [new SaidStep(6, Side.Server, "a 1\nb"u8.ToArray()), new SaidStep(7, Side.Server, " 2\nd\n"u8.ToArray()), new PatternStep(8, Side.Server, BytePattern.Of("x+")), new EndStep(9, Side.Server)],
        };
        Assert.Equal(
            """
            --- file
            +++ peer\x1B
            @@ -1,5 +1,4 @@
             < "a N\n"
             < "b N\n"
            -< "d\n"
            -< /x+/
            +< hex 63 1b 0a
             <|

            """,
            SessionDiff.Of(mismatch, new Masks([new Mask(number!, "N")]), "file", "peer\u001B").Text);
    }

    [Fact]
    public void Diff_of_bytes_is_in_short_lines()
    {
        var bytes = Enumerable.Range(0, 100).Select(value => (byte)(value + 128)).ToArray();
        var mismatch = Found(6, "", null) with { Expected = [new SaidStep(6, Side.Server, bytes)], Came = [(byte[])[.. bytes[..50], 0xFF, .. bytes[51..]]] };
        var lines = SessionDiff.Of(mismatch, new Masks([]), "a", "b").Text.Split('\n');
        Assert.Equal([1, 1], [lines.Count(line => line.StartsWith("-<", StringComparison.Ordinal)), lines.Count(line => line.StartsWith("+<", StringComparison.Ordinal))]);
    }

    [Fact]
    public void Diff_far_behind_the_beginning_is_shown_in_its_place_and_says_where_it_is_cut()
    {
        var same = string.Concat(Enumerable.Range(0, 1000).Select(number => $"{number}\n"));
        var more = string.Concat(Enumerable.Repeat("more\n", 500));
        var mismatch = Found(6, $"{same}x\n{more}", null) with { Expected = [new SaidStep(6, Side.Server, Encoding.UTF8.GetBytes($"{same}y\nend\n"))] };
        var lines = SessionDiff.Of(mismatch, new Masks([]), "a", "b").Text.Split('\n');
        Assert.Equal(
            ["--- a", "+++ b", "@@ -998,5 +998,400 @@", " < \"997\\n\"", " < \"998\\n\"", " < \"999\\n\"", "-< \"y\\n\"", "-< \"end\\n\"", "+< \"x\\n\"", "+< \"more\\n\""], lines[..10]);
        Assert.Equal(["+< \"more\\n\"", "...", ""], lines[^3..]);
    }

    [Fact]
    public void A_side_that_is_empty_begins_at_line_0_as_diff_says()
    {
        Assert.Contains("\n@@ -0,0 +1,2 @@\n", Diff([], "a\nb\n").Text, StringComparison.Ordinal);
        Assert.Contains("\n@@ -1,2 +0,0 @@\n", Diff("a\nb\n"u8.ToArray(), "").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_long_line_is_shown_where_it_differs_and_how_much_is_left_out()
    {
        var (same, rest) = (new string('s', 100_000), string.Concat(Enumerable.Range(0, 20_000)));
        var diff = Diff(Encoding.UTF8.GetBytes($"{same}{rest}"), $"{same}X{rest}");
        Assert.InRange(diff.Text.Length, 30_000, 34_000);
        Assert.Contains("X", diff.Text, StringComparison.Ordinal);
        Assert.EndsWith("\n...\n", diff.Text, StringComparison.Ordinal);
        Assert.Equal((188_890, 188_891), (Told(diff, '-') + diff.ExpectedLeftOut, Told(diff, '+') + diff.CameLeftOut));

        // What stands before the hunk is the same on both sides.
        long Told(SessionDiff of, char side) => of.Text.Split('\n').Skip(3).Where(line => line.Length > 0 && (line[0] == side || line[0] == ' ')).Sum(line => (long)line.Count(char.IsAsciiLetterOrDigit))
            + ((long.Parse(of.Text.Split("@@ -")[1].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture) - 1) * 512);
    }

    private static SessionDiff Diff(byte[] expected, string came) =>
        SessionDiff.Of(Found(6, came, null) with { Expected = expected.Length == 0 ? [] : [new SaidStep(6, Side.Server, expected)] }, new Masks([]), "a", "b");

    private static Mismatch Found(int line, string came, IncomingEnd? end, params int[] expected)
    {
        var steps = File.Lines.Select(one => one.Step).OfType<SidedStep>().ToDictionary(step => step.Line);
        return new Mismatch(steps[line], SessionProblem.Differs) { Verified = Side.Server, Came = came.Length == 0 ? [] : [Encoding.UTF8.GetBytes(came)], End = end, Expected = [.. expected.Select(one => steps[one])] };
    }

    private static string Updated(params Mismatch[] found) =>
        Encoding.UTF8.GetString(SessionUpdate.Of(File, new Dictionary<int, IReadOnlyList<Mismatch>> { [1] = found }));
}
