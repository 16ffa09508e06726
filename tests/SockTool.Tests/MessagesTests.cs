using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Transports.Faults;

namespace SockTool.Tests;

/// <summary>The voice of CLI.md: lower case, one line, no full stop; what comes from outside is escaped.</summary>
public sealed class MessagesTests
{
    private const string Hostile = "\u001b[31mred\u0007\n\u009b2J";

    private static readonly Messages English = CommandLines.English;

    private static readonly Failure[] Failures =
        [.. Enum.GetValues<FailureKind>().SelectMany(_ => Enum.GetValues<Operation>(), (kind, operation) => new Failure(kind, operation))];

    public static TheoryData<HandshakeProblem> HandshakeProblems => [.. Enum.GetValues<HandshakeProblem>()];

    public static TheoryData<ParseProblemKind> Problems => [.. Enum.GetValues<ParseProblemKind>()];

    [Fact]
    public void Every_failure_has_a_sentence() => Assert.All(Failures, kind =>
    {
        var failure = kind with { Subject = "example", Errno = 5, Bytes = 3, Offered = 9, Number = 2, Limit = TimeSpan.FromSeconds(1) };
        AssertSentence(English.WhatFailed(failure));
        AssertSentence(English.WhatFailed(failure with { Errno = 0, Limit = TimeSpan.Zero }));
        AssertSentence(English.HintFor(failure) ?? "none");
    });

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Why_an_output_cannot_be_written_is_told_also_where_the_peer_lacks_bytes_of_ours(int undelivered)
    {
        var full = new Failure(FailureKind.OutputUnwritable, Operation.Write) { Subject = "name", Errno = 28, Bytes = undelivered };
        Assert.StartsWith("cannot write name: no space left on device (", English.WhatFailed(full), StringComparison.Ordinal);
        Assert.Equal("our output did not take 3 bytes of what was received in time", English.WhatFailed(full with { Errno = 0, Bytes = 3 }));
    }

    [Fact]
    public void What_the_system_has_no_more_of_is_told_whenever_it_shows() =>
        Assert.Equal("sock cannot go on: too many open files (EMFILE 24)", English.WhatFailed(Exhaustion.In(new IOException("", 24))!));

    [Fact]
    public void What_a_story_has_of_others_is_escaped() => Assert.All(
        [English.StoryResolved(Hostile, ["::1"], TimeSpan.Zero), English.NoStory(Hostile), English.NoPackets(Hostile), English.NotExplained("--explain", Hostile), English.NotCaptured("--pcap", Hostile)],
        sentence => Assert.DoesNotContain(sentence, char.IsControl));

    [Fact]
    public void A_failures_subject_is_escaped() => Assert.All(Failures, kind =>
    {
        var failure = kind with { Subject = Hostile, Expected = "a", Found = "b" };
        Assert.DoesNotContain(English.WhatFailed(failure with { Attempts = [failure, failure] }), char.IsControl);
    });

    [Theory]
    [MemberData(nameof(Problems))]
    public void Every_problem_of_parsing_has_a_sentence_with_the_part_in_it_escaped(ParseProblemKind kind)
    {
        var plain = English.WrongAddress(new ParseProblem(kind, "part"));
        AssertSentence(plain);
        Assert.NotEqual("\"part\"", plain, StringComparer.Ordinal);
        Assert.Equal($"--option: {plain}", English.WrongValue("--option", new ParseProblem(kind, "part")));
        Assert.DoesNotContain(English.WrongAddress(new ParseProblem(kind, Hostile)), char.IsControl);
        Assert.DoesNotContain(English.HintFor(new ParseProblem(kind, Hostile)) ?? "", char.IsControl);
    }

    [Theory]
    [MemberData(nameof(HandshakeProblems))]
    public void Every_problem_at_a_proxy_has_a_sentence_and_what_it_said_is_escaped(HandshakeProblem problem)
    {
        var failure = new Failure(FailureKind.ProxyFailed, Operation.Handshake)
        {
            Problem = problem, Subject = "http://a:1", Expected = "b:2", Found = "part", Number = 5, Limit = TimeSpan.FromSeconds(1),
        };
        AssertSentence(English.WhatFailed(failure));
        AssertSentence(English.WhatFailed(failure with { Number = 999, Found = "" }));
        AssertSentence(English.HintFor(failure) ?? "none");
        var hostile = failure with { Subject = Hostile, Expected = Hostile, Found = Hostile };
        Assert.DoesNotContain(English.WhatFailed(hostile) + English.HintFor(hostile), char.IsControl);
    }

    [Theory]
    [MemberData(nameof(HandshakeProblems))]
    public void Every_problem_with_TLS_has_a_sentence_and_what_a_stranger_chose_is_escaped(HandshakeProblem problem)
    {
        foreach (var operation in new[] { Operation.Handshake, Operation.Open })
        {
            var failure = new Failure(FailureKind.TlsFailed, operation) { Problem = problem, Subject = "a", Expected = "b", Found = "part", Number = 40 };
            AssertSentence(English.WhatFailed(failure));
            AssertSentence(English.WhatFailed(failure with { Found = "" }));
            AssertSentence(English.HintFor(failure) ?? "none");
            var hostile = failure with { Subject = Hostile, Expected = Hostile, Found = Hostile };
            Assert.DoesNotContain(English.WhatFailed(hostile) + English.HintFor(hostile), char.IsControl);
        }
    }

    [Theory]
    [InlineData(HandshakeProblem.CertificateOfAnother)]
    [InlineData(HandshakeProblem.AuthorityUnknown)]
    public void Of_a_strangers_long_name_only_the_beginning_is_told(HandshakeProblem problem)
    {
        var name = new string('n', 10_000);
        var found = problem == HandshakeProblem.AuthorityUnknown ? "pin" : name;
        var told = English.WhatFailed(new Failure(FailureKind.TlsFailed, Operation.Verify) { Problem = problem, Subject = "a", Found = found, Expected = name == found ? "b" : name });
        Assert.InRange(told.Length, 200, 300);
        Assert.Contains("…", told, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_chain_lacks_is_told_in_words() => Assert.Equal(
        "cannot speak TLS with a: its certificate is not valid: it is not for this use (extended key usage), it was revoked",
        English.WhatFailed(new Failure(FailureKind.TlsFailed, Operation.Verify) { Problem = HandshakeProblem.CertificateInvalid, Subject = "a", Found = "NotValidForUsage, Revoked" }));

    [Fact]
    public void A_stream_cut_short_has_a_sentence_of_its_own()
    {
        var other = new Failure(FailureKind.Other, Operation.Read) { Subject = "192.0.2.1:7" };
        Assert.NotEqual(English.WhatFailed(other), English.WhatFailed(other with { Kind = FailureKind.CutShort }), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(1, "1 byte")]
    [InlineData(2, "2 bytes")]
    public void Bytes_are_counted_in_english(int bytes, string expected) => Assert.Equal(
        $"a:1 closed before taking all our data: {expected} not delivered",
        English.WhatFailed(new Failure(FailureKind.PeerTookLess, Operation.Write) { Subject = "a:1", Bytes = bytes }));

    [Fact]
    public void Of_several_attempts_each_is_told()
    {
        Failure At(string address) => new(FailureKind.Refused, Operation.Connect) { Subject = address, Errno = 111 };
        Assert.Equal(
            "cannot connect: [::1]:1: connection refused (ECONNREFUSED 111); 127.0.0.1:1: connection refused (ECONNREFUSED 111)",
            English.WhatFailed(At("") with { Attempts = [At("[::1]:1"), At("127.0.0.1:1")] }));
    }

    [Fact]
    public void A_peers_name_is_escaped_wherever_it_is_told()
    {
        string[] told =
        [
            English.Accepted(1, Hostile, Hostile), English.Connected(Hostile, Hostile), English.Connecting(Hostile), English.Refused(Hostile),
            English.ClientEnded(1, Hostile, 1, 1), English.Resolved(Hostile, ["::1"]), English.LeftBehind(Hostile), English.InternalError(Hostile),
            English.UnknownCommand(Hostile), English.UnknownOption(Hostile), English.Tunnelled(Hostile, Hostile), English.Upgraded(Hostile, Hostile, Hostile),
            English.CutByFault(1, Hostile, new CutAfter(1, SessionEnd.Reset)),
        ];
        Assert.All(told, sentence => Assert.DoesNotContain(sentence, char.IsControl));
    }

    private static void AssertSentence(string text)
    {
        Assert.False(string.IsNullOrWhiteSpace(text));
        Assert.DoesNotContain(text, char.IsControl);
        Assert.False(char.IsUpper(text[0]) || char.IsWhiteSpace(text[0]), text);
        Assert.False(text.EndsWith('.'), text);
    }
}
