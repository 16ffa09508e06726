using SockTool.Core.Observers;
using SockTool.Options;

namespace SockTool.Terminal;

/// <summary>What happens within a session; the number says in whose, where there can be several.</summary>
internal sealed partial class EventLog
{
    public ISessionObserver Begin(ObservedSession session) => new Session(this, session);

    private sealed class Session(EventLog log, ObservedSession session) : ISessionObserver
    {
        private Messages Messages => log.Messages;

        public void Read(Direction direction, int count)
        {
            if (log.Everything)
            {
                Tell(Verbosity.Everything, "read", Messages.ReadSome(direction == Direction.FromPeer, count), ("direction", direction), ("bytes", count));
            }
        }

        public void Written(Direction direction, int count)
        {
            if (log.Everything)
            {
                Tell(Verbosity.Everything, "written", Messages.WroteSome(direction == Direction.ToPeer, count), ("direction", direction), ("bytes", count));
            }
        }

        public void Completed(Direction direction) => Tell(
            Verbosity.Events, "completed", direction == Direction.ToPeer ? Messages.OurInputEnded : Messages.PeerEnded, ("direction", direction));

        private void Tell(Verbosity from, string name, string text, params ReadOnlySpan<(string Key, object Value)> fields)
        {
            if (session.Part == PeerPart.Server)
            {
                log.Tell(from, name, text, fields);
                return;
            }

            log.Tell(from, name, log.clients == Clients.Many ? Messages.OfClient(session.Number, text) : text, [("client", session.Number), .. fields]);
        }
    }
}
