using SockTool.Commands;
using SockTool.Core.Sessions;
using SockTool.Options;

namespace SockTool.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("connect localhost 50000", "localhost:50000")]
    [InlineData("connect localhost:50000", "localhost:50000")]
    [InlineData("connect [::1]:50000", "[::1]:50000")]
    [InlineData("connect tcp://localhost:50000", "localhost:50000")]
    [InlineData("connect unix:/tmp/s", "unix:/tmp/s")]
    [InlineData("connect -v localhost -4 50000 -q=false", "")]
    [InlineData("connect -- localhost 50000", "localhost:50000")]
    [InlineData("connect localhost -- 50000", "localhost:50000")]
    public void The_address_is_what_is_not_an_option(string line, string endpoint)
    {
        if (endpoint.Length == 0)
        {
            CommandLines.Refuse(line);
            return;
        }

        Assert.Equal(endpoint, Assert.IsType<ConnectRun>(CommandLines.Bind(line)).To.Endpoint.ToString());
    }

    [Theory]
    [InlineData("listen 50000", "*:50000")]
    [InlineData("listen 0", "*:0")]
    [InlineData("listen *:80", "*:80")]
    [InlineData("listen 127.0.0.1 80", "127.0.0.1:80")]
    [InlineData("echo-server unix:@name", "unix:@name")]
    public void A_server_takes_a_port_alone(string line, string endpoint) =>
        Assert.Equal(endpoint, Assert.IsType<ServeRun>(CommandLines.Bind(line)).Endpoint.ToString());

    [Theory]
    [InlineData("--timeout 5")]
    [InlineData("--timeout=5")]
    [InlineData("-t 5")]
    [InlineData("-t5")]
    [InlineData("-t=5")]
    [InlineData("-nvt5")]
    public void Values_follow_their_options_in_every_gnu_way(string options) =>
        Assert.Equal(TimeSpan.FromSeconds(5), CommandLines.Connect(options).Time.Operations.Read);

    [Fact]
    public void Short_options_bundle()
    {
        var run = CommandLines.Listen("-kvv4");
        Assert.Equal((int.MaxValue, Verbosity.Everything), (run.Server.Serving.Clients, run.Seeing.Verbosity));
        Assert.Equal(Core.Transports.FamilyChoice.IPv4Only, run.Server.Socket.Family);
    }

    [Theory]
    [InlineData("--send -v", "2D76")]
    [InlineData("--send=-v", "2D76")]
    [InlineData("--send --help", "2D2D68656C70")]
    [InlineData("--send ''", "")]
    [InlineData("--send=", "")]
    [InlineData("--send @file", "4066696C65")]
    [InlineData("--send a --send-hex 62 --send c", "616263")]
    public void What_follows_an_option_is_its_value_whatever_it_looks_like(string options, string payload) =>
        Assert.Equal(payload, Convert.ToHexString(Assert.Single(CommandLines.Connect(options).Data.Payload!).Span));

    [Fact]
    public void To_datagrams_each_word_is_one() =>
        Assert.Equal("61,,62", string.Join(',', CommandLines.Connect("--udp --send a --send '' --send-hex 62").Data.Payload!.Select(word => Convert.ToHexString(word.Span))));

    [Fact]
    public void Non_blocking_sends_first() =>
        Assert.Equal(Interleaving.SendFirst, CommandLines.Connect("--non-blocking").Data.Relay.Interleaving);

    [Fact]
    public void One_operations_own_limit_beats_the_common_one()
    {
        var limits = CommandLines.Connect("--timeout 1 --read-timeout none").Time.Operations;
        Assert.Equal((TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan), (limits.Write, limits.Read));
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("connect --version")]
    public void The_version_is_asked_for_anywhere(string line) => Assert.IsType<Invocation.Version>(CommandLines.Read(line));

    [Theory]
    [InlineData("--help-man")]
    [InlineData("listen --help-man --help")]
    public void The_manual_is_asked_for_anywhere(string line) => Assert.IsType<Invocation.Manual>(CommandLines.Read(line));

    [Theory]
    [InlineData("", null, Prominence.Common)]
    [InlineData("--help", null, Prominence.Common)]
    [InlineData("-h", null, Prominence.Common)]
    [InlineData("--help-all", null, Prominence.Full)]
    [InlineData("connect -h", "connect", Prominence.Common)]
    [InlineData("connect localhost 1 --help", "connect", Prominence.Common)]
    [InlineData("listen --help-all", "listen", Prominence.Full)]
    internal void Help_is_asked_for_anywhere(string line, string? command, Prominence detail)
    {
        var help = Assert.IsType<Invocation.Help>(CommandLines.Read(line));
        Assert.Equal((command, detail), (help.Command?.Name, help.Detail));
    }
}
