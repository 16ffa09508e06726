using System.Text;
using SockTool.Core.Tests.Doubles;
using FsCheck;
using FsCheck.Fluent;
using SockTool.Core.Connections;

namespace SockTool.Core.Tests.Connections;

public sealed class TemplateReplyTests
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Gen<string> Text = Gen.Elements("a", "é", "中", "🙂", "\n").ArrayOf().Select(string.Concat);

    private static readonly Gen<int[]> Cuts = Gen.Choose(1, 5).ArrayOf();

    [Theory]
    [InlineData("got {bytes}: {message}", "got 2: hi")]
    [InlineData("{peer} {n}", "192.0.2.1:7 1")]
    [InlineData("{message}{message}", "hihi")]
    [InlineData("{} }{ {1} {a b} {{", "{} }{ {1} {a b} {{")]
    [InlineData("{{n}} {{other}} {{{n}}}", "{n} {other} {1}")]
    [InlineData("""{"a":{"n":{n}}}""", """{"a":{"n":1}}""")]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    public void Fields_are_filled_and_other_braces_stay(string template, string expected) =>
        Assert.Equal(expected, Answer(new TemplateReply(template, "192.0.2.1:7"), "hi"u8));

    [Theory]
    [InlineData("{Message}", "Message")]
    [InlineData("{n} {{n}} {messages} {other}", "messages")]
    [InlineData("""{"n":{n},"m":"{{other}}"} {} {1}""", null)]
    [InlineData("{message}{bytes}{peer}{n}", null)]
    public void A_name_that_is_no_field_is_found(string template, string? unknown) => Assert.Equal(unknown, TemplateReply.UnknownIn(template));

    [Fact]
    public void Answers_are_counted_for_each_connection()
    {
        var reply = new TemplateReply("{n}", "");
        Assert.Equal(["1", "2"], [Answer(reply, "a"u8), Answer(reply, "b"u8)]);
        Assert.Equal("1", Answer(new TemplateReply("{n}", ""), "a"u8));
    }

    [Fact]
    public void A_field_in_the_message_or_the_peer_is_not_filled_again() =>
        Assert.Equal("{peer}{n}", Answer(new TemplateReply("{message}{peer}", "{n}"), "{peer}"u8));

    [Fact]
    public void A_character_that_a_read_splits_waits_for_its_other_half()
    {
        var reply = new TemplateReply("<{message}>", "");
        Assert.Equal("", Answer(reply, [0xe4, 0xb8]));
        Assert.Equal("<中>", Answer(reply, [0xad]));
        Assert.True(reply.ToTheRest().IsEmpty);
    }

    [Fact]
    public void Half_a_character_at_the_end_of_the_stream_is_answered_as_it_is()
    {
        var reply = new TemplateReply("{bytes}", "");
        Assert.Equal("1", Answer(reply, [(byte)'a', 0xe4, 0xb8]));
        Assert.Equal("2", Strict.GetString(reply.ToTheRest().Span));
    }

    [Fact]
    public void However_utf8_is_split_no_answer_holds_a_torn_character_and_none_is_lost() =>
        Prop.ForAll(Text.ToArbitrary(), Cuts.ToArbitrary(), (text, cuts) => string.Concat(Answers(Strict.GetBytes(text), cuts).Select(Strict.GetString)) == text)
            .Check(Seeded.Tries(1000));

    [Fact]
    public void However_any_bytes_are_split_they_are_answered_unchanged() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Cuts.ToArbitrary(), (bytes, cuts) => Answers(bytes, cuts).SelectMany(one => one).SequenceEqual(bytes))
            .Check(Seeded.Tries(1000));

    private static string Answer(TemplateReply reply, ReadOnlySpan<byte> message) => Strict.GetString(reply.To(message.ToArray()).Span);

    private static List<byte[]> Answers(byte[] bytes, int[] cuts)
    {
        var reply = new TemplateReply("{message}", "");
        var answers = new List<byte[]>();
        var rest = bytes.AsMemory();
        foreach (var cut in cuts.Select(cut => Math.Min(cut, rest.Length)).TakeWhile(cut => cut > 0))
        {
            answers.Add(reply.To(rest[..cut]).ToArray());
            rest = rest[cut..];
        }

        return [.. answers, reply.To(rest).ToArray(), reply.ToTheRest().ToArray()];
    }
}
