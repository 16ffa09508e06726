using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.SessionFiles;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Transports.Faults;
using SockTool.Core.Transports.SocketOptions;
using SockTool.Core.Values;

namespace SockTool.Core.Tests.Values;

/// <summary>Every parser of a text, and a good text for it: a line here tries a new one too.</summary>
public sealed class HostileTextTests
{
    private static readonly Dictionary<string, Func<string, bool>> Parsers = new(StringComparer.Ordinal)
    {
        ["1.5s"] = text => DurationText.TryParse(text, out _, out var problem) != problem is not null,
        ["64KiB"] = text => SizeText.TryParse(text, out _, out var problem) != problem is not null,
        ["a\\r\\n\\x41\\0"] = text => EscapedText.TryParse(text, out _, out var problem) != problem is not null,
        ["00 ff 1a"] = text => HexText.TryParse(text, out _, out var problem) != problem is not null,
        ["{n}-{peer}-{time}.log"] = text => FileNameTemplate.TryParse(text, out _, out var problem) != problem is not null,
        ["10.0.0.0/8"] = text => AddressRange.TryParse(text, out _, out var problem) != problem is not null,
        ["2001:db8::1-2001:db8::ff"] = text => AccessRule.TryParse(text, out _, out var problem) != problem is not null,
        ["20-25,80,443"] = text => PortList.TryParse(text, out _, out var problem) != problem is not null,
        ["socks5://joe@[::1]:1080"] = text => ProxyText.TryParse(text, out _, out var problem) != problem is not null,
        ["224.0.0.1%eth0"] = text => MulticastGroup.TryParse(text, out _, out var problem) != problem is not null,
        ["latency=10ms~3ms"] = text => FaultText.TryParse(text, out _, out var problem) != problem is not null,
        ["SO_RCVBUF=65536"] = text => SocketOptionSetting.TryParse(text, out _, out var problem) != problem is not null,
        ["wss://user.example:443/chat?x=1#pin"] = text => EndpointParser.TryParse([text], EndpointRole.Dial, out _, out var problem) != problem is not null,
        ["#sock-session 1\n> \"hello\\n\"\n< / 200 OK\\r\\n.*/\nwithin 2s\n< any\n@ 0.1\n[2] > hex 00 ff\n>|\n<!\n"] = IsSessionOrWrong,
        ["tls+unix:/run/app.sock"] = text => EndpointParser.TryParse([text], EndpointRole.Accept, out _, out var problem) != problem is not null,
    };

    public static TheoryData<string> Texts => [.. Parsers.Keys];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Mutated_text_is_a_value_or_a_problem_and_never_both_or_neither(string text)
    {
        var random = new Random(9);
        for (var i = 0; i < Accidents.Tries; i++)
        {
            var mutated = text.Mutated(random);
            Assert.True(Parsers[text](mutated), EscapedText.Printable(mutated));
        }
    }

    private static bool IsSessionOrWrong(string text)
    {
        try
        {
            return SessionFile.Parse(Encoding.UTF8.GetBytes(text), "mutated.session").Sessions.Count > 0;
        }
        catch (FailureException wrong)
        {
            return wrong.Failure is { Kind: FailureKind.SessionMalformed, Number: > 0 };
        }
    }
}
