using SockTool.Core.Native;

namespace SockTool.Core.Packets;

/// <summary>
/// The real packets of the connections of a run, of every interface, by a packet socket of Linux (packet(7)). What is not ours is
/// not even copied where the filter can tell; what it cannot tell yet is kept for a moment and forgotten.
/// </summary>
public sealed class PacketCapture : IDisposable
{
    private const int WholePacket = 256 * 1024;
    private const int Headers = 256;
    private const int Room = 32 * 1024 * 1024;

    private readonly int descriptor;
    private readonly int protocol;
    private readonly Lock gate = new();
    private readonly byte[] buffer;
    private readonly FlowTable flows;
    private readonly HashSet<FlowPattern> patterns = [];
    private readonly CancellationTokenSource ending = new();
    private bool isClosed;

    private PacketCapture(int descriptor, int protocol, Keeping keeping)
    {
        (this.descriptor, this.protocol) = (descriptor, protocol);
        flows = new FlowTable(keeping);
        buffer = new byte[keeping == Keeping.Packets ? WholePacket : Headers];
    }

    /// <summary>Told after packets have come.</summary>
    public Action? Received { get; set; }

    /// <summary>Told of each connection at its first packet.</summary>
    public Action<FollowedFlow>? Began
    {
        get => flows.Began;
        set => flows.Began = value;
    }

    /// <summary>How many packets the kernel had no room for.</summary>
    public long Dropped { get; private set; }

    /// <summary>Begins to look, at nothing yet.</summary>
    /// <param name="protocol"><see cref="IPPacket.Tcp"/> or <see cref="IPPacket.Udp"/>.</param>
    /// <param name="keeping">What is wanted.</param>
    /// <param name="errno">Why there is none: EPERM without CAP_NET_RAW; 0 where the system has no such socket.</param>
    public static PacketCapture? TryBegin(int protocol, Keeping keeping, out int errno)
    {
        errno = 0;
        if (!Platform.HasLinuxCalls)
        {
            return null;
        }

        var opened = PacketCalls.Open();
        errno = opened < 0 ? -opened : PacketCalls.Filter(opened, PacketFilter.Nothing);
        if (errno == 0)
        {
            PacketCalls.SetUp(opened, Room);
            errno = PacketCalls.Begin(opened);
        }

        if (errno == 0)
        {
            var capture = new PacketCapture(opened, protocol, keeping);
            _ = capture.ReceiveAsync();
            return capture;
        }

        if (opened >= 0)
        {
            _ = Libc.Close(opened);
        }

        return null;
    }

    /// <summary>Looks at these too, or in place of others. Returns with the filter in force.</summary>
    public void Watch(FlowPattern pattern, FlowPattern? insteadOf = null)
    {
        lock (gate)
        {
            var isLess = insteadOf is { } wider && patterns.Remove(wider);
            if (!isClosed && patterns.Add(pattern) | isLess)
            {
                _ = PacketCalls.Filter(descriptor, PacketFilter.For(protocol, patterns));
            }
        }
    }

    /// <summary>What was and will be seen of <paramref name="flow"/>.</summary>
    public FollowedFlow Follow(Flow flow)
    {
        lock (gate)
        {
            var followed = flows[flow];
            followed.IsHeld = true;
            return followed;
        }
    }

    public void Forget(Flow flow)
    {
        lock (gate)
        {
            flows.Remove(flow);
        }
    }

    /// <summary>Takes all packets that there are.</summary>
    public void Drain()
    {
        var any = false;
        lock (gate)
        {
            int length;
            while (!isClosed && (length = PacketCalls.Receive(descriptor, buffer, out var seen)) >= 0)
            {
                any = true;
                Sort(buffer.AsMemory(0, Math.Min(length, buffer.Length)), length, seen);
            }

            Dropped += isClosed ? 0 : PacketCalls.TakeDropped(descriptor);
        }

        if (any)
        {
            Received?.Invoke();
        }
    }

    public void Dispose()
    {
        ending.Cancel();
        lock (gate)
        {
            if (!isClosed)
            {
                isClosed = true;
                _ = Libc.Close(descriptor);
            }
        }

        ending.Dispose();
    }

    private async Task ReceiveAsync()
    {
        var over = ending.Token;
        try
        {
            while (true)
            {
                await Readiness.WaitAsync(descriptor, PollEvents.Read, over);
                Drain();
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private void Sort(ReadOnlyMemory<byte> bytes, int length, PacketSeen seen)
    {
        if (!IPPacket.TryRead(bytes.Span, length, out var packet) || WayOf(packet, seen) is not { } way)
        {
            return;
        }

        var flow = way == PacketWay.ToPeer ? new Flow(packet.Source, packet.Destination) : new Flow(packet.Destination, packet.Source);
        flows[flow].Add(new CapturedPacket(seen.Nanoseconds, way, bytes, length), seen.Interface);
    }

    // On loopback every packet is seen coming: there the pattern says whose it is.
    private PacketWay? WayOf(IPPacket packet, PacketSeen seen)
    {
        if (seen.IsLeaving)
        {
            return PacketWay.ToPeer;
        }

        foreach (var (remote, port) in patterns)
        {
            if ((remote is null || remote == packet.Source) && (port is null || port == packet.Destination.Port))
            {
                return PacketWay.FromPeer;
            }

            if ((remote is null || remote == packet.Destination) && (port is null || port == packet.Source.Port))
            {
                return PacketWay.ToPeer;
            }
        }

        return null;
    }
}
