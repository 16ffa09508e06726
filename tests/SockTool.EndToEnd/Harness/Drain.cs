using System.Buffers;
using System.Text;

namespace SockTool.EndToEnd.Harness;

/// <summary>Everything that comes out of a stream, as it comes, with a way to wait for some of it.</summary>
internal sealed class Drain
{
    private readonly Lock gate = new();
    private readonly ArrayBufferWriter<byte> collected = new();
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Drain(Stream source) => Ended = Task.Run(() => RunAsync(source));

    /// <summary>Completes at the end of the stream.</summary>
    public Task Ended { get; }

    public byte[] Bytes
    {
        get
        {
            lock (gate)
            {
                return collected.WrittenSpan.ToArray();
            }
        }
    }

    public string Text => Encoding.UTF8.GetString(Bytes);

    public Task ContainsAsync(string text) => WhenAsync(() => Text.Contains(text, StringComparison.Ordinal), $"\"{text}\" shown");

    public async Task WhenAsync(Func<bool> condition, string what)
    {
        using var over = new CancellationTokenSource(Until.Deadline);
        while (true)
        {
            var next = Next;
            if (condition())
            {
                return;
            }

            if (Ended.IsCompleted || over.IsCancellationRequested)
            {
                Assert.Fail($"{what}: no, only \"{Text}\"");
            }

            await Task.WhenAny(next, Ended, Task.Delay(Timeout.Infinite, over.Token));
        }
    }

    private Task Next
    {
        get
        {
            lock (gate)
            {
                return changed.Task;
            }
        }
    }

    private async Task RunAsync(Stream source)
    {
        var buffer = new byte[64 * 1024];
        for (int count; (count = await source.ReadAsync(buffer)) > 0;)
        {
            TaskCompletionSource before;
            lock (gate)
            {
                collected.Write(buffer.AsSpan(0, count));
                (before, changed) = (changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            before.SetResult();
        }
    }
}
