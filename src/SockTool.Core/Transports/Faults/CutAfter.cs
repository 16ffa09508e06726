using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Values;

namespace SockTool.Core.Transports.Faults;

/// <summary>Ends the connection when <paramref name="Bytes"/> have passed either way, each counted by itself: exactly those pass, and the client has its own before it sees the end.</summary>
/// <param name="Bytes">How many.</param>
/// <param name="End">How it ends: <see cref="SessionEnd.Reset"/> or <see cref="SessionEnd.Fin"/>.</param>
public sealed record CutAfter(long Bytes, SessionEnd End) : Fault
{
    public const string ResetWord = "reset-after";
    public const string CloseWord = "close-after";

    public override string Name => End == SessionEnd.Reset ? ResetWord : CloseWord;

    internal override int Place => 3;

    protected override string Argument => SizeText.Format(Bytes);

    internal override InputLayer Over(IInput source, FaultySession session) => new CutInput(source, this, session);

    internal override OutputLayer Over(IOutput target, FaultySession session) => new CutOutput(target, this, session);
}

internal sealed class CutInput(IInput source, CutAfter fault, FaultySession session) : InputLayer(source)
{
    private long left = fault.Bytes;

    public override ValueTask WaitToReadAsync(Resume resume, CancellationToken cancellation) =>
        left == 0 ? ValueTask.CompletedTask : base.WaitToReadAsync(resume, cancellation);

    // It is over when more is asked for: by then what came before has been handled.
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (left == 0)
        {
            throw await session.CutAsync(fault, cancellation);
        }

        var count = await Source.ReadAsync(buffer[..(int)Math.Min(buffer.Length, left)], cancellation);
        left -= count;
        return count;
    }
}

internal sealed class CutOutput(IOutput target, CutAfter fault, FaultySession session) : OutputLayer(target)
{
    private long left = fault.Bytes;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var some = bytes[..(int)Math.Min(bytes.Length, left)];
        await Target.WriteAsync(some, cancellation);
        left -= some.Length;
        session.NoteSent(some.Length);
        if (left == 0)
        {
            throw new FailureException((await CutAsync(some.Length, cancellation)).Failure, some.Length);
        }
    }

    private async ValueTask<FailureException> CutAsync(int taken, CancellationToken cancellation)
    {
        try
        {
            return await session.CutAsync(fault, cancellation);
        }
        catch (OperationCanceledException)
        {
            throw new WriteCancelledException(taken, cancellation);
        }
    }
}
