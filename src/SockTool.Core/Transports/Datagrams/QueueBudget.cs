namespace SockTool.Core.Transports.Datagrams;

/// <summary>The memory that what is queued at one socket may take: a flood, from however many senders, holds no more.</summary>
internal sealed class QueueBudget
{
    private const long Most = 32L * 1024 * 1024;

    // An array's head and its place in a queue: many small datagrams are a flood too.
    private const int Each = 64;

    private long held;

    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref held, bytes + Each) <= Most)
        {
            return true;
        }

        Return(bytes);
        return false;
    }

    public void Return(int bytes) => Interlocked.Add(ref held, -bytes - Each);
}
