using SockTool.Core.Observers;

namespace SockTool.Terminal;

/// <summary>Shows the bytes of both directions, each with its own offset, before the other end has them.</summary>
internal sealed class HexDump(EventLog log) : IRunObserver
{
    private readonly Lock gate = new();

    private EventLog Log => log;

    public ISessionObserver Begin(ObservedSession session) => new Session(this, session);

    private sealed class Session(HexDump dump, ObservedSession session) : ISessionObserver
    {
        private long sent;
        private long received;

        public bool NeedsBytes => true;

        public void Came(Direction direction, ReadOnlySpan<byte> bytes)
        {
            ref var offset = ref direction == Direction.ToPeer ? ref sent : ref received;

            // The lines of one read stay together.
            lock (dump.gate)
            {
                dump.Log.Dump(session, direction, offset, bytes);
            }

            offset += bytes.Length;
        }
    }
}
