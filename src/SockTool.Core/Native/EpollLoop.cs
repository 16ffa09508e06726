using System.Runtime.InteropServices;

namespace SockTool.Core.Native;

/// <summary>
/// One thread in epoll(7). A descriptor is armed for one event at a time (EPOLLONESHOT): whoever waits has asked
/// anew, so nothing is missed and nobody is woken for what nobody wants. However many wait, a wait costs one system call.
/// </summary>
internal sealed class EpollLoop : ReadinessLoop
{
    private const int AtOnce = 256;

    private readonly Lock gate = new();
    private readonly Dictionary<int, Armed> armed = [];
    private readonly int epoll;
    private int lastArming;

    public EpollLoop()
    {
        epoll = Unix.Checked(Epoll.Create());
        Start(Run);
    }

    public override void Add(DescriptorWait wait)
    {
        int errno;
        lock (gate)
        {
            wait.Next = armed.GetValueOrDefault(wait.Descriptor).First;
            errno = Arm(wait.Descriptor, wait);
            if (errno != 0)
            {
                Replace(wait.Descriptor, wait.Next);
                wait.Next = null;
            }
        }

        // A file that is always ready cannot be watched, nor can one that is not open (epoll_ctl(2)).
        switch (errno)
        {
            case 0:
                break;
            case Errno.OperationNotPermitted:
                wait.Complete(wait.Wanted);
                break;
            case Errno.BadDescriptor:
                wait.Complete(PollEvents.NotOpen);
                break;
            default:
                wait.Fail(new IOException(Errno.NameOf(errno), errno));
                break;
        }
    }

    public override bool Withdraw(DescriptorWait wait)
    {
        lock (gate)
        {
            if (!armed.TryGetValue(wait.Descriptor, out var entry))
            {
                return false;
            }

            var (ended, others) = Split(entry.First, other => other == wait);
            Replace(wait.Descriptor, others);
            return ended is not null;
        }
    }

    private void Run()
    {
        Span<EpollEvent> events = stackalloc EpollEvent[AtOnce];
        while (true)
        {
            var count = Epoll.Wait(epoll, events);
            for (var i = 0; i < count; i++)
            {
                Complete(Take(events[i]), events[i].Seen);
            }
        }
    }

    /// <summary>Those whose wait this event ends, chained. None for an event of an earlier arming, which may have been another file's.</summary>
    private DescriptorWait? Take(EpollEvent seen)
    {
        lock (gate)
        {
            if (!armed.TryGetValue(seen.Descriptor, out var entry) || entry.Arming != seen.Arming)
            {
                return null;
            }

            if (entry.First is { Next: null } only && only.IsEndedBy(seen.Seen))
            {
                armed.Remove(seen.Descriptor);
                return only;
            }

            return TakeSome(seen.Descriptor, entry.First, seen.Seen);
        }
    }

    private DescriptorWait? TakeSome(int descriptor, DescriptorWait? chain, PollEvents seen)
    {
        var (ended, others) = Split(chain, wait => wait.IsEndedBy(seen));
        Replace(descriptor, others);
        return ended;
    }

    private void Replace(int descriptor, DescriptorWait? first)
    {
        if (first is null)
        {
            armed.Remove(descriptor);
        }
        else
        {
            _ = Arm(descriptor, first);
        }
    }

    /// <summary>Zero, or the errno.</summary>
    private int Arm(int descriptor, DescriptorWait first)
    {
        var wanted = PollEvents.None;
        for (var wait = first; wait is not null; wait = wait.Next)
        {
            wanted |= wait.Wanted;
        }

        lastArming = unchecked(lastArming + 1);
        armed[descriptor] = new Armed(first, lastArming);
        return Epoll.Arm(epoll, descriptor, wanted, lastArming);
    }

    private static (DescriptorWait? Chosen, DescriptorWait? Others) Split(DescriptorWait? chain, Predicate<DescriptorWait> choose)
    {
        DescriptorWait? chosen = null;
        DescriptorWait? others = null;
        while (chain is { } wait)
        {
            chain = wait.Next;
            if (choose(wait))
            {
                (wait.Next, chosen) = (chosen, wait);
            }
            else
            {
                (wait.Next, others) = (others, wait);
            }
        }

        return (chosen, others);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Armed(DescriptorWait? First, int Arming);
}
