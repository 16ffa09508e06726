using System.Text;
using SockTool.Core.Connections;

namespace SockTool.Core.Tests.Doubles;

/// <summary>Keeps every write, and remembers its end.</summary>
internal sealed class CollectingOutput : IOutput
{
    private readonly Lock gate = new();
    private readonly List<byte[]> writes = [];

    public bool IsCompleted { get; private set; }

    /// <summary>What the next writes throw; null while they work.</summary>
    public FailureException? Fault { get; set; }

    /// <summary>How many bytes of each write are taken before it is cancelled; null while they are not.</summary>
    public int? TakesBeforeCancelled { get; set; }

    /// <summary>What its end throws; null where it works.</summary>
    public FailureException? EndFault { get; set; }

    /// <summary>Holds every write until it is completed.</summary>
    public Task Open { get; set; } = Task.CompletedTask;

    public string Text => Encoding.Latin1.GetString([.. Writes.SelectMany(write => write)]);

    public IReadOnlyList<byte[]> Writes
    {
        get
        {
            lock (gate)
            {
                return [.. writes];
            }
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await Open.WaitAsync(cancellation);
        if (Fault is { } fault)
        {
            throw fault;
        }

        lock (gate)
        {
            writes.Add(bytes[..(TakesBeforeCancelled ?? bytes.Length)].ToArray());
        }

        if (TakesBeforeCancelled is { } some)
        {
            throw new WriteCancelledException(some, cancellation);
        }
    }

    public ValueTask CompleteWritesAsync(CancellationToken cancellation)
    {
        IsCompleted = true;
        return EndFault is null ? ValueTask.CompletedTask : ValueTask.FromException(EndFault);
    }
}
