using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.SessionFiles;
using SockTool.Core.Tests.Doubles;

namespace SockTool.Core.Tests.Observers;

public sealed class SessionRecorderTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    /// <summary>Whatever was said, in whatever pieces and turns: what is read back is what was said, by whom, and in which turns.</summary>
    [Fact]
    public void Whatever_is_recorded_is_read_back()
    {
        var piece = Gen.Choose(0, 300).SelectMany(length => Gen.OneOf(Gen.Choose(0, 255), Gen.Choose('a', 'z')).ArrayOf(length)).Select(bytes => bytes.Select(value => (byte)value).ToArray());
        var big = Gen.Choose(30_000, 70_000).Select(length => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("é信", length / 5))));
        var turns = Gen.Zip(Gen.Elements(Direction.ToPeer, Direction.FromPeer), Gen.Frequency((20, piece), (1, big))).ListOf();
        foreach (var pieces in Enum.GetValues<RecordedPieces>())
        {
            Prop.ForAll(turns.ToArbitrary(), said =>
            {
                var steps = Recorded(PeerPart.Client, pieces, observer =>
                {
                    foreach (var (direction, bytes) in said.Where(one => one.Item2.Length > 0))
                    {
                        observer.Came(direction, bytes);
                        observer.Written(direction, bytes.Length);
                    }
                });
                Assert.Equal(Turns(said.Select(one => (one.Item1 == Direction.FromPeer, one.Item2))), Turns(steps.OfType<SaidStep>().Select(step => (step.Side == Side.Client, step.Bytes.ToArray()))));
            }).QuickCheckThrowOnFailure();
        }
    }

    [Fact]
    public void What_the_peer_did_not_take_of_the_last_write_was_not_said() => Assert.Equal(
        "> \"12\"\n>!\n",
        Text(PeerPart.Server, observer =>
        {
            observer.Came(Direction.ToPeer, "12345"u8);
            observer.Written(Direction.ToPeer, 2);
            observer.Ended(SessionEnd.Reset, EndedBy.Us, failure: null);
        }));

    [Fact]
    public void What_came_from_the_peer_was_said_whoever_took_it() => Assert.Equal(
        "< \"12345\"\n>|\n",
        Text(PeerPart.Server, observer =>
        {
            observer.Came(Direction.FromPeer, "12345"u8);
            observer.Ended(SessionEnd.Fin, EndedBy.Us, failure: null);
        }));

    [Theory]
    [InlineData(PeerPart.Server, SessionEnd.Reset, EndedBy.Peer, "<!\n")]
    [InlineData(PeerPart.Server, SessionEnd.Reset, EndedBy.Us, ">!\n")]
    [InlineData(PeerPart.Client, SessionEnd.Reset, EndedBy.Peer, ">!\n")]
    [InlineData(PeerPart.Client, SessionEnd.Fin, EndedBy.Timer, "<|\n")]
    [InlineData(PeerPart.Client, SessionEnd.CloseNotify, EndedBy.Us, "<|\n")]
    public void End_is_of_whoever_made_it(PeerPart part, SessionEnd end, EndedBy by, string line) =>
        Assert.Equal(line, Text(part, observer => observer.Ended(end, by, failure: null)));

    [Fact]
    public void End_is_told_once_and_nothing_behind_both()
    {
        Assert.Equal("> \"x\"\n>|\n<|\n", Text(PeerPart.Server, observer =>
        {
            observer.Came(Direction.ToPeer, "x"u8);
            observer.Completed(Direction.ToPeer);
            observer.Completed(Direction.FromPeer);
            observer.Ended(SessionEnd.Reset, EndedBy.Us, failure: null);
        }));
    }

    private static string Turns(IEnumerable<(bool IsClient, byte[] Bytes)> said)
    {
        var text = new StringBuilder();
        bool? last = null;
        foreach (var (isClient, bytes) in said.Where(one => one.Bytes.Length > 0))
        {
            text.Append(last == isClient ? "" : isClient ? ">" : "<").Append(Convert.ToHexString(bytes));
            last = isClient;
        }

        return text.ToString();
    }

    private string Text(PeerPart part, Action<ISessionObserver> what)
    {
        Record(part, RecordedPieces.Joined, what);
        return string.Concat(File.ReadAllLines(path).Skip(2).Select(line => $"{line}\n"));
    }

    private IReadOnlyList<SessionStep> Recorded(PeerPart part, RecordedPieces pieces, Action<ISessionObserver> what)
    {
        Record(part, pieces, observer =>
        {
            what(observer);
            observer.Ended(SessionEnd.Fin, EndedBy.Us, failure: null);
        });
        return SessionFile.Parse(File.ReadAllBytes(path), path).StepsOf(1);
    }

    private void Record(PeerPart part, RecordedPieces pieces, Action<ISessionObserver> what)
    {
        using var recorder = new SessionRecorder(new RecordSettings(path, "sock", pieces, RecordedTimes.None), TimeProvider.System);
        what(recorder.Begin(new ObservedSession(1, new ScriptedConnection([]), part)));
        Assert.Null(recorder.Conclude());
    }
}
