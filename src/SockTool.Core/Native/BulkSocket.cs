namespace SockTool.Core.Native;

/// <summary>A descriptor that a long stream goes into. If it is a TCP socket it can be tuned for that; anything else is left alone.</summary>
internal sealed class BulkSocket
{
    // Of 64, 128, 256, 512 KiB and no limit, measured between two processes on two cores, paced by BBR, GB/s: 1.20, 1.23, 1.29,
    // 1.25, 1.12. Unpaced it makes no difference.
    private const int UnsentInAStream = 256 * 1024;

    private readonly int descriptor;
    private readonly bool delayIsOurs;

    private bool delays;

    /// <summary>
    /// Lets it take no more than is soon sent: what waits in it long is no longer in the processor's cache when it goes. A
    /// limit that somebody has set stays.
    /// </summary>
    public BulkSocket(int descriptor)
    {
        this.descriptor = descriptor;
        if (TcpOption.Get(descriptor, TcpOption.MostUnsent) == 0)
        {
            TcpOption.Set(descriptor, TcpOption.MostUnsent, UnsentInAStream);
        }

        delayIsOurs = TcpOption.Get(descriptor, TcpOption.NoDelay) == 1;
    }

    /// <summary>
    /// What does not fill a segment waits for more, as Nagle's algorithm (RFC 896) has it: a small segment costs the receiver
    /// as much as a full one. Nothing changes where the user has it so anyway, and who asked for the opposite has it at every pause.
    /// </summary>
    public void FillSegments() => Delay(true);

    /// <summary>Sends what waits, and what comes from now on at once (tcp(7), TCP_NODELAY).</summary>
    public void Push() => Delay(false);

    private void Delay(bool wanted)
    {
        if (delayIsOurs && delays != wanted)
        {
            delays = wanted;
            TcpOption.Set(descriptor, TcpOption.NoDelay, wanted ? 0 : 1);
        }
    }
}
