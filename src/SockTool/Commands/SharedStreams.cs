using SockTool.Core.Connections;
using SockTool.Core.Sessions;
using SockTool.Options;
using SockTool.Terminal;

namespace SockTool.Commands;

/// <summary>This side's streams for the sessions of a server: its own for a single one, shared out among several.</summary>
internal sealed class SharedStreams : IAsyncDisposable
{
    private readonly LocalEnds ends;
    private readonly IClientEnds clients;
    private readonly Func<IInput?> payloads;
    private readonly InputBroadcast? broadcast;
    private readonly IOutput output;
    private readonly Sharing sharing;
    private readonly CancellationTokenSource over;
    private readonly Task reading;
    private int taken;

    public SharedStreams(LocalEnds ends, ServingSettings serving, IClientEnds clients, Stopper run)
    {
        (this.ends, this.clients) = (ends, clients);
        over = CancellationTokenSource.CreateLinkedTokenSource(run.Token);
        sharing = serving.SharesStreams ? Sharing.Shared : Sharing.Alone;
        payloads = serving.SharesStreams ? ends.FreshPayload : () => null;
        broadcast = serving.SharesStreams && clients.ReadsInput && payloads() is null ? Broadcast(ends.Input, clients.LargestSend) : null;
        output = serving.SharesStreams ? new SharedOutput(ends.Output) : ends.Output;
        reading = broadcast?.RunAsync(over.Token) ?? Task.CompletedTask;
    }

    /// <summary>Bytes that were read from our input and that no client was there for.</summary>
    public long NotGiven => broadcast?.Pending ?? 0;

    /// <summary>Whether there is a session.</summary>
    public bool IsInUse => Volatile.Read(ref taken) > 0;

    /// <summary>A place for one more session. Dispose it when the session is over.</summary>
    public Seat TakeSeat(int number)
    {
        var seat = clients.SeatFor(number) ?? OurSeat();
        Interlocked.Increment(ref taken);
        return seat with { Leave = Leave, Number = number };

        void Leave()
        {
            seat.Leave();
            Interlocked.Decrement(ref taken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await reading;
        over.Dispose();
    }

    private Seat OurSeat()
    {
        var subscription = broadcast?.Join();
        return new Seat(subscription ?? payloads() ?? ends.Input, output, sharing, () => subscription?.Dispose());
    }

    private static InputBroadcast Broadcast(IInput input, int? largest) => largest is { } size ? new InputBroadcast(input, size) : new InputBroadcast(input);

    /// <summary>A session's place at the streams.</summary>
    internal sealed record Seat(IInput Input, IOutput Output, Sharing Sharing, Action Leave) : IDisposable
    {
        /// <summary>Which of the sessions it is of, from 1.</summary>
        public int Number { get; init; }

        public void Dispose() => Leave();
    }
}

/// <summary>Whether a session has this side's streams to itself.</summary>
internal enum Sharing
{
    Alone,
    Shared,
}
