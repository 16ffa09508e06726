using System.Reflection;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Tests.Commands;

namespace SockTool.Tests;

/// <summary>That the translation is whole: what the compiler cannot know, since many sentences stand in a switch of one member.</summary>
public sealed class ChineseMessagesTests
{
    private static readonly ChineseMessages Chinese = new();

    // Not words: the sign for a value that was not asked for.
    private static readonly string[] SameInEveryLanguage = [$"get_{nameof(Messages.NotAsked)}()"];

    private static readonly int[] Numbers = [0, 1, 2, 3, 4, 5, 6, 7, 8, 40, 91, 92, 93, 116];

    private static readonly int[] Errnos = [0, 1, 9, 13, 22, 88, 91, 97, 107, 111];

    private static readonly string[] Subjects = ["a:1", "unix:a", OurEnds.Input, OurEnds.Output, OurEnds.Streams, OurEnds.Conversation, OurEnds.Descriptor(3)];

    private static readonly string[] Findings =
    [
        "", "Revoked", "NotValidForUsage, HasWeakSignature", "InvalidBasicConstraints", "NotTimeNested", "ExplicitDistrust", "HasNotPermittedNameConstraint", "HasNotSupportedCriticalExtension",
    ];

    [Fact]
    public void There_are_sentences_to_look_at() => Assert.True(Sentences.All().Count() > 300, $"{Sentences.All().Count()} sentences");

    [Fact]
    public void Every_sentence_is_chinese()
    {
        var missing = from sentence in Sentences.All()
                      where !SameInEveryLanguage.Contains(sentence.Name, StringComparer.Ordinal)
                      from text in sentence.Say(Chinese)
                      where !text.Any(IsHan)
                      select $"{sentence.Name}: {text}";
        AssertNone(missing);
    }

    [Fact]
    public void What_is_a_sentence_in_english_is_one_in_chinese() => AssertNone(
        from sentence in Sentences.All()
        where sentence.Say(Messages.Common).Count != sentence.Say(Chinese).Count
        select sentence.Name);

    [Fact]
    public void Failures_that_english_tells_apart_are_told_apart() => AssertToldApart(Failures(), (messages, failure) => messages.WhatFailed(failure), failure => failure.ToString());

    [Fact]
    public void Hints_that_english_has_are_there() => AssertToldApart(Failures(), (messages, failure) => messages.HintFor(failure) ?? "", failure => failure.ToString());

    [Fact]
    public void Problems_of_parsing_that_english_tells_apart_are_told_apart()
    {
        var problems = Enum.GetValues<ParseProblemKind>().SelectMany(_ => (string[])["part", "a,b", "10.0.0.1/8", "corrupt", "latency", "drip"], (kind, part) => new ParseProblem(kind, part)).ToList();
        AssertToldApart(problems, (messages, problem) => messages.WrongAddress(problem), problem => problem.ToString());
        AssertToldApart(problems, (messages, problem) => messages.HintFor(problem) ?? "", problem => problem.ToString());
    }

    /// <summary>The mistakes of <see cref="UsageErrorTests"/>: whatever says what is wrong says it in Chinese, and a hint is where English has one.</summary>
    [Fact]
    public void Every_mistake_on_the_command_line_is_told_in_chinese()
    {
        var mistakes = typeof(UsageErrorTests).GetMethod(nameof(UsageErrorTests.It_is_refused_with_one_line_and_where_we_know_better_a_hint))!.GetCustomAttributes<InlineDataAttribute>()
            .SelectMany(data => data.GetData(null!)).Select(row => (Line: (string)row[0], Hint: row[2])).ToList();
        Assert.True(mistakes.Count > 100, $"{mistakes.Count} lines");
        AssertNone(
            from mistake in mistakes
            let refused = CommandLines.Refuse(mistake.Line, Chinese)
            where !refused.Message.Any(IsHan) || refused.Hint is null != mistake.Hint is null || refused.Hint?.Any(IsHan) == false
            select $"{mistake.Line}: {refused.Message} ({refused.Hint})");
    }

    [Fact]
    public void Sentences_are_one_line_without_a_full_stop() => AssertNone(
        from sentence in Sentences.All()
        where !sentence.Name.StartsWith("get_Description", StringComparison.Ordinal)
        from text in sentence.Say(Chinese)
        where text.Any(char.IsControl) || text.EndsWith('。') || text.Contains(',', StringComparison.Ordinal) && IsHan(text[text.IndexOf(',', StringComparison.Ordinal) - 1])
        where !sentence.Name.StartsWith($"get_{nameof(Messages.OptionHeader)}", StringComparison.Ordinal) // its commas part three columns
        select $"{sentence.Name}: {text}");

    [Theory]
    [InlineData("cannot connect to h:1: connection refused (ECONNREFUSED 111)", "无法连接 h:1：连接被拒绝 (ECONNREFUSED 111)", 111)]
    [InlineData("cannot connect to h:1: no such file or directory (ENOENT 2)", "无法连接 h:1：没有该文件或目录 (ENOENT 2)", 2)]
    public void The_systems_name_and_number_are_the_same_in_both(string english, string chinese, int errno)
    {
        var failure = new Failure(FailureKind.Other, Operation.Connect) { Subject = "h:1", Errno = errno };
        Assert.Equal((english, chinese), (Messages.Common.WhatFailed(failure), Chinese.WhatFailed(failure)));
    }

    private static IReadOnlyList<Failure> Failures()
    {
        var problems = from kind in Enum.GetValues<FailureKind>()
                       from operation in Enum.GetValues<Operation>()
                       from problem in Enum.GetValues<HandshakeProblem>()
                       select new Failure(kind, operation) { Problem = problem, Subject = "socks4://a:1", Expected = "expected", Found = "found", Number = 2, Errno = 5, Limit = TimeSpan.FromSeconds(1) };
        var plain = from kind in Enum.GetValues<FailureKind>()
                    from operation in Enum.GetValues<Operation>()
                    from subject in Subjects
                    from errno in Errnos
                    from failure in new[]
                    {
                        new Failure(kind, operation) { Subject = subject, Errno = errno },
                        new Failure(kind, operation) { Subject = subject, Errno = errno, Bytes = 3, Offered = 9, Number = 7, Found = "found", Expected = subject, Limit = TimeSpan.FromSeconds(1) },
                    }
                    select failure;
        var answers = from problem in Enum.GetValues<HandshakeProblem>()
                      from kind in new[] { FailureKind.ProxyFailed, FailureKind.TlsFailed, FailureKind.UpgradeRefused, FailureKind.CutShort }
                      from operation in new[] { Operation.Open, Operation.Handshake }
                      from answer in Numbers.Select(number => (Number: number, Found: "")).Concat(Findings.Select(found => (Number: 0, Found: found)))
                      select new Failure(kind, operation) { Problem = problem, Subject = "a", Expected = "a", Found = answer.Found, Number = answer.Number };
        var sessions = from problem in Enum.GetValues<SessionProblem>()
                       from kind in new[] { FailureKind.SessionMalformed, FailureKind.VerificationFailed }
                       from malformed in new ParseProblem?[] { null, new ParseProblem(ParseProblemKind.DurationMalformed, "x") }
                       select new Failure(kind, Operation.Verify) { Session = problem, Malformed = malformed, Subject = "f.session", Found = "found", Number = 3, Limit = TimeSpan.FromSeconds(1) };
        return [.. problems, .. plain, .. answers, .. sessions];
    }

    // Where two English texts have one translation, one of the two has none of its own.
    private static void AssertToldApart<T>(IEnumerable<T> all, Func<Messages, T, string> say, Func<T, string?> name) => AssertNone(all
        .Select(one => (Which: name(one), English: say(Messages.Common, one), Chinese: say(Chinese, one))).DistinctBy(one => one.English, StringComparer.Ordinal)
        .GroupBy(one => one.Chinese, StringComparer.Ordinal)
        .Where(same => same.Skip(1).Any())
        .Select(same => $"{same.Key}: {string.Join(" | ", same.Select(one => one.English))} ({same.First().Which})"));

    // CJK Unified Ideographs.
    private static bool IsHan(char letter) => letter is >= '\u4E00' and <= '\u9FFF';

    private static void AssertNone(IEnumerable<string> breaches)
    {
        var all = string.Join('\n', breaches.Distinct(StringComparer.Ordinal).Take(40));
        Assert.True(all.Length == 0, all);
    }
}
