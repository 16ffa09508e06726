using SockTool.Core.Tests.Doubles;
using FsCheck;
using FsCheck.Fluent;
using SockTool.Core.Transports.SocketOptions;
using SockTool.Core.Values;

namespace SockTool.Core.Tests.Values;

public sealed class ParserRobustnessTests
{
    private static readonly Arbitrary<string> NearlyAValue = Gen
        .Elements("-", "1", "9999999999", "0x", ".", "e", "ms", "KiB", "\\", "x", "=", ":", " ", "é", "linger", "nodelay", "on", "\0", "\ud800")
        .ArrayOf().Select(string.Concat).ToArbitrary();

    [Fact]
    public void No_text_makes_a_parser_throw_and_every_answer_is_a_value_or_a_problem()
    {
        Prop.ForAll<NonNull<string>>(text => IsEitherEverywhere(text.Get)).QuickCheckThrowOnFailure();
        Prop.ForAll(NearlyAValue, IsEitherEverywhere).Check(Seeded.Tries(2000));
    }

    private static bool IsEitherEverywhere(string text) =>
        DurationText.TryParse(text, out _, out var duration) == duration is null
        && SizeText.TryParse(text, out _, out var size) == size is null
        && EscapedText.TryParse(text, out var escaped, out var escape) == escape is null && escaped is null == escape is not null
        && HexText.TryParse(text, out var bytes, out var hex) == hex is null && bytes is null == hex is not null
        && SocketOptionSetting.TryParse(text, out var setting, out var option) == option is null && setting is null == option is not null
        && EscapedText.Printable(text).Length >= 0;
}
