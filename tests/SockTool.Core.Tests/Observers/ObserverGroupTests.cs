using SockTool.Core.Connections;
using SockTool.Core.Observers;

namespace SockTool.Core.Tests.Observers;

public sealed class ObserverGroupTests
{
    [Fact]
    public void Everyone_is_told_everything()
    {
        var (one, other) = (new Recorder(), new Recorder());
        Tell(new ObserverGroup([one, other]));
        Assert.Equal(["read 3", "came abc", "written 3", "passed abc", "completed", "ended Reset by Peer"], one.Told);
        Assert.Equal(one.Told, other.Told);
    }

    [Theory]
    [InlineData("read")]
    [InlineData("written")]
    [InlineData("came")]
    [InlineData("passed")]
    public void One_that_fails_is_not_asked_again_and_the_others_go_on(string failing)
    {
        var (broken, sound) = (new Recorder { FailsAt = failing }, new Recorder());
        var group = new ObserverGroup([broken, sound]);
        Tell(group);
        Tell(group);
        Assert.EndsWith(failing, broken.Told[^1].Split(' ')[0], StringComparison.Ordinal);
        Assert.Equal(12, sound.Told.Count);
    }

    [Fact]
    public void Bytes_are_needed_as_long_as_one_member_that_works_needs_them()
    {
        var broken = new Recorder { FailsAt = "passed" };
        var group = new ObserverGroup([broken]);
        Assert.True(group.NeedsBytes);
        group.Passed(Direction.ToPeer, "abc"u8);
        Assert.False(group.NeedsBytes);
    }

    [Fact]
    public void What_the_first_that_failed_threw_is_kept_however_deep_it_stands()
    {
        var group = new ObserverGroup([new ObserverGroup([new Recorder { FailsAt = "written" }]), new Recorder { FailsAt = "passed" }]);
        Assert.Null(group.Broken);
        Tell(group);
        Assert.Equal("written 3", group.Broken?.Message);
    }

    [Fact]
    public void Two_that_fail_at_once_are_both_dropped()
    {
        for (var i = 0; i < 200; i++)
        {
            using var both = new Barrier(2);
            var group = new ObserverGroup([new FailsTogether(Direction.ToPeer, both), new FailsTogether(Direction.FromPeer, both)]);
            Parallel.Invoke(() => group.Read(Direction.ToPeer, 1), () => group.Read(Direction.FromPeer, 1));
            Assert.True(group.IsEmpty);
        }
    }

    [Fact]
    public void Nobody_needs_nothing() => Assert.False(ObserverGroup.None.NeedsBytes);

    private static void Tell(ObserverGroup group)
    {
        group.Read(Direction.ToPeer, 3);
        group.Came(Direction.ToPeer, "abc"u8);
        group.Written(Direction.ToPeer, 3);
        group.Passed(Direction.ToPeer, "abc"u8);
        group.Completed(Direction.ToPeer);
        group.Ended(SessionEnd.Reset, EndedBy.Peer, failure: null);
    }

    private sealed class FailsTogether(Direction mine, Barrier both) : ISessionObserver
    {
        public void Read(Direction direction, int count)
        {
            if (direction == mine && both.SignalAndWait(Native.Patience.Limit))
            {
                throw new InvalidOperationException($"{mine}");
            }
        }
    }

    private sealed class Recorder : ISessionObserver
    {
        public List<string> Told { get; } = [];

        public string FailsAt { get; init; } = "never";

        public bool NeedsBytes => true;

        public void Read(Direction direction, int count) => Note($"read {count}");

        public void Written(Direction direction, int count) => Note($"written {count}");

        public void Came(Direction direction, ReadOnlySpan<byte> bytes) => Note($"came {System.Text.Encoding.ASCII.GetString(bytes)}");

        public void Passed(Direction direction, ReadOnlySpan<byte> bytes) => Note($"passed {System.Text.Encoding.ASCII.GetString(bytes)}");

        public void Completed(Direction direction) => Note("completed");

        public void Ended(SessionEnd end, EndedBy by, Failure? failure) => Note($"ended {end} by {by}");

        private void Note(string what)
        {
            Told.Add(what);
            if (what.StartsWith(FailsAt, StringComparison.Ordinal))
            {
                throw new InvalidOperationException(what);
            }
        }
    }
}
