using System.Runtime.InteropServices;

namespace SockTool.Core.Connections;

/// <summary>The wait between two looks: short at first, so that what is there soon is seen soon, and longer each time.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct GrowingPause(TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50);

    private TimeSpan next = TimeSpan.FromMilliseconds(1);

    public Task WaitAsync(CancellationToken cancellation)
    {
        var pause = next;
        next = pause < Longest ? pause * 2 : Longest;
        return Task.Delay(pause, clock, cancellation);
    }
}
