using SockTool.Core.Connections;

namespace SockTool.Terminal;

/// <summary>Lines of an input that is no terminal; LF and CR LF both end one.</summary>
internal sealed class PipedLines(IInput input) : ILines
{
    private readonly byte[] buffer = new byte[4096];
    private readonly List<byte> pending = [];
    private bool ended;

    public long Unread => pending.Count;

    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (pending.IndexOf((byte)'\n') is >= 0 and var end)
            {
                return Take(end, end + 1);
            }

            if (ended)
            {
                return pending.Count > 0 ? Take(pending.Count, pending.Count) : (ReadOnlyMemory<byte>?)null; // a bare null would be an empty line
            }

            var count = await input.ReadAsync(buffer, cancellation);
            ended = count == 0;
            pending.AddRange(buffer.AsSpan(0, count));
        }
    }

    public void Hide()
    {
    }

    public void Show()
    {
    }

    public void Dispose()
    {
    }

    private ReadOnlyMemory<byte> Take(int length, int consumed)
    {
        var line = pending.GetRange(0, length).ToArray();
        pending.RemoveRange(0, consumed);
        return line is [.., (byte)'\r'] ? line.AsMemory(0, length - 1) : line;
    }
}
