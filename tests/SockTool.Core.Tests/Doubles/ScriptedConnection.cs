using SockTool.Core.Connections;

namespace SockTool.Core.Tests.Doubles;

/// <summary>What a scripted end does when it has said everything.</summary>
internal enum AfterScript
{
    Ends,
    Hangs,
    Repeats,
    Resets,
}

/// <summary>An end that says what it was told to, whatever it hears, and keeps what it heard.</summary>
internal sealed class ScriptedConnection(byte[] script, AfterScript afterwards = AfterScript.Ends) : IConnection, INameable, IPrefaced
{
    private readonly List<byte> heard = [];
    private int said;

    public string Name { get; private set; } = "scripted";

    public bool IsDisposed { get; private set; }

    public byte[] Heard => [.. heard];

    public long Said => said;

    /// <summary>The most that one read gives.</summary>
    public int Piece { get; init; } = int.MaxValue;

    /// <summary>What to wait for before each read.</summary>
    public Func<CancellationToken, Task> Pause { get; init; } = _ => Task.CompletedTask;

    /// <summary>What the session was begun with; null before.</summary>
    public (OperationLimits Limits, long SentBefore)? Begun { get; private set; }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        await Pause(cancellation);
        if (said >= script.Length && afterwards != AfterScript.Repeats)
        {
            await (afterwards == AfterScript.Hangs ? Task.Delay(Timeout.Infinite, cancellation) : Task.CompletedTask);
            return afterwards == AfterScript.Ends ? 0 : throw new FailureException(new Failure(FailureKind.Reset, Operation.Read) { Subject = Name, Errno = 104 });
        }

        var count = Math.Min(buffer.Length, Piece);
        count = afterwards == AfterScript.Repeats ? count : Math.Min(count, script.Length - said);
        for (var i = 0; i < count; i++)
        {
            buffer.Span[i] = script[said++ % script.Length];
        }

        return count;
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        heard.AddRange(bytes.Span);
        return ValueTask.CompletedTask;
    }

    public ValueTask CompleteWritesAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public void CallIt(string name) => Name = name;

    public void BeginSession(OperationLimits ofSession, long sentBefore) => Begun = (ofSession, sentBefore);

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
