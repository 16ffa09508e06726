using System.Text.Json;
using SockTool.Commands;
using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Terminal;
using VerifyXunit;

namespace SockTool.Tests.Terminal;

public sealed class VerdictJsonTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n" };

    private static readonly SessionResult Session = new()
    {
        Local = "127.0.0.1:40000",
        Peer = "192.0.2.1:7",
        BytesSent = 10,
        BytesReceived = 20,
        EndedBy = EndedBy.Peer,
        FirstByte = TimeSpan.FromMilliseconds(3),
        Duration = TimeSpan.FromSeconds(1.5),
        Tcp = new TcpInfo(State: 7, RoundTripMicroseconds: 26, Retransmits: 1, CongestionWindow: 10, BytesAcknowledged: 11),
    };

    private static readonly Failure Reset = new(FailureKind.Reset, Operation.Read) { Subject = "192.0.2.1:7", Errno = 104, Bytes = 5 };

    [Fact]
    public Task A_run_that_kept_the_promise() => Verifier.Verify(Written(new Verdict
    {
        Command = "connect",
        Local = Session.Local,
        Peer = Session.Peer,
        Attempts = 2,
        Sessions = [Session],
        Timings = new RunTimings { Resolve = TimeSpan.FromMilliseconds(1), Connect = TimeSpan.FromMicroseconds(26), FirstByte = TimeSpan.FromMilliseconds(4), Total = TimeSpan.FromSeconds(2) },
        Digest = new Digests("aa", "bb"),
    }));

    [Fact]
    public Task A_run_that_never_had_a_session() => Verifier.Verify(Written(new Verdict
    {
        Command = "connect",
        Peer = "localhost:1",
        Attempts = 1,
        Failure = new Failure(FailureKind.Refused, Operation.Connect) { Subject = "localhost:1", Errno = 111 },
    }));

    [Fact]
    public Task A_server_of_two_sessions_one_of_which_was_reset() => Verifier.Verify(Written(new Verdict
    {
        Command = "listen",
        IsServer = true,
        Local = "[::]:50000",
        Peer = Session.Peer,
        Failure = Reset,
        Sessions = [Session, Session with { Peer = "192.0.2.2:9", BytesNotDelivered = 5, End = SessionEnd.Reset, Failure = Reset, Tcp = null }],
    }));

    [Fact]
    public Task A_relay_whose_clients_are_joined_to_what_was_dialled() => Verifier.Verify(Written(new Verdict
    {
        Command = "relay",
        IsServer = true,
        Local = "[::]:50000",
        Peer = Session.Peer,
        Attempts = 2,
        Sessions = [Session with { To = "198.51.100.1:80", Connect = TimeSpan.FromMilliseconds(2), Digest = new Digests("aa", "bb") }, Session with { To = "example.com:80", Failure = Reset }],
    }));

    [Theory]
    [InlineData(FailureKind.Signalled, "signal")]
    [InlineData(FailureKind.Deadline, "timer")]
    [InlineData(FailureKind.NobodyConnected, "timer")]
    [InlineData(FailureKind.Refused, "us")]
    public void Who_ended_it_follows_from_the_failure(FailureKind kind, string endedBy)
    {
        using var json = JsonDocument.Parse(VerdictJson.Write(new Verdict { Command = "listen", Failure = new Failure(kind, Operation.Run) }, CommandLines.English));
        Assert.Equal(endedBy, json.RootElement.GetProperty("endedBy").GetString());
    }

    private static string Written(Verdict verdict)
    {
        var line = VerdictJson.Write(verdict, CommandLines.English);
        Assert.Equal(line.Length - 1, line.AsSpan().IndexOf((byte)'\n'));
        using var json = JsonDocument.Parse(line);
        return JsonSerializer.Serialize(json, Readable);
    }
}
