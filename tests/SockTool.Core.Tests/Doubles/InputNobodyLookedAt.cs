using SockTool.Core.Connections;

namespace SockTool.Core.Tests.Doubles;

/// <summary>Has something to say from the beginning, which whoever reads gets only when somebody has asked whether there is anything.</summary>
internal sealed class InputNobodyLookedAt(byte[] words) : IInput, IReadable
{
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool hasSpoken;

    public bool IsReadable
    {
        get
        {
            asked.TrySetResult();
            return true;
        }
    }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        await asked.Task.WaitAsync(cancellation);
        if (hasSpoken)
        {
            return 0;
        }

        hasSpoken = true;
        words.CopyTo(buffer);
        return words.Length;
    }
}
