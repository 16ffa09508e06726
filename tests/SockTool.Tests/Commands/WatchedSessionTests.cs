using SockTool.Catalogs;
using SockTool.Commands;
using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;

namespace SockTool.Tests.Commands;

public sealed class WatchedSessionTests
{
    [Fact]
    public void What_an_observer_threw_is_told_at_the_sessions_end_and_changes_nothing_of_its_account()
    {
        var told = new List<Exception>();
        using var watched = new WatchedSession(ObserverCatalog.Group([new Broken()]), digest: null, told.Add);
        watched.Observers.Read(Direction.ToPeer, 1);
        Assert.Empty(told);
        var result = new SessionResult { BytesSent = 1 };
        Assert.Equal(result, watched.Conclude(result));
        Assert.Equal("broken", Assert.Single(told).Message);
    }

    private sealed class Broken : ISessionObserver
    {
        public void Read(Direction direction, int count) => throw new InvalidOperationException("broken");
    }
}
