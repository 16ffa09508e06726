namespace SockTool.Core.Transports.Datagrams;

/// <summary>The bytes that may be queued at one socket: a flood, from however many senders, holds no more memory than this.</summary>
internal sealed class QueueBudget
{
    private const long Most = 32L * 1024 * 1024;

    private long held;

    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref held, bytes) <= Most)
        {
            return true;
        }

        Return(bytes);
        return false;
    }

    public void Return(int bytes) => Interlocked.Add(ref held, -bytes);
}
