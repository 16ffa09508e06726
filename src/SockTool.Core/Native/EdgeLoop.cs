namespace SockTool.Core.Native;

/// <summary>
/// One thread in epoll(7), edge-triggered, for those who read until there is nothing left and then wait for more: a
/// descriptor is added once, and no later wait costs a system call. What was seen while nobody waited is kept for the next
/// wait. A wait may end with nothing to read; whoever finds nothing waits with <see cref="Resume.OnThePool"/>.
/// </summary>
internal sealed class EdgeLoop : ReadinessLoop
{
    private const int AtOnce = 256;

    // After these no further edge may come: a read never blocks again, or stops at TCP's urgent mark with more behind it.
    private const PollEvents ForGood = PollEvents.PeerEnded | PollEvents.HangUp | PollEvents.Error | PollEvents.NotOpen | PollEvents.Urgent;

    private readonly Lock gate = new();
    private readonly Dictionary<int, DescriptorWait> byTicket = [];
    private readonly int epoll;
    private int lastTicket;

    public EdgeLoop()
    {
        epoll = Unix.Checked(Epoll.Create());
        Start(Run);
    }

    public override void Add(DescriptorWait wait)
    {
        PollEvents seen;
        lock (gate)
        {
            seen = wait.Ticket == 0 ? Enrol(wait) : wait.Unclaimed;
            wait.Unclaimed = seen & ForGood;
            wait.IsPending = seen == PollEvents.None;
        }

        if (seen != PollEvents.None)
        {
            wait.Complete(seen);
        }
    }

    public override bool Withdraw(DescriptorWait wait)
    {
        lock (gate)
        {
            var wasPending = wait.IsPending;
            wait.IsPending = false;
            return wasPending;
        }
    }

    public override void Forget(DescriptorWait wait)
    {
        lock (gate)
        {
            byTicket.Remove(wait.Ticket);
        }
    }

    private void Run()
    {
        Span<EpollEvent> events = stackalloc EpollEvent[AtOnce];
        while (true)
        {
            var count = Epoll.Wait(epoll, events);
            foreach (var seen in events[..count])
            {
                Take(seen)?.Complete(seen.Seen);
            }
        }
    }

    private PollEvents Enrol(DescriptorWait wait)
    {
        wait.Ticket = lastTicket = unchecked(lastTicket + 1);
        byTicket[wait.Ticket] = wait;
        return Epoll.AddEdge(epoll, wait.Descriptor, wait.Ticket) == 0 ? PollEvents.None : PollEvents.NotOpen;
    }

    private DescriptorWait? Take(EpollEvent seen)
    {
        lock (gate)
        {
            if (!byTicket.TryGetValue(seen.Arming, out var wait))
            {
                return null;
            }

            if (!wait.IsPending)
            {
                wait.Unclaimed |= seen.Seen;
                return null;
            }

            wait.IsPending = false;
            wait.Unclaimed = seen.Seen & ForGood;
            return wait;
        }
    }
}
