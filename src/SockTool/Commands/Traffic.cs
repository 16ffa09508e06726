using SockTool.Core.Connections;
using SockTool.Core.Sessions;
using SockTool.Core.Transports.Faults;

namespace SockTool.Commands;

/// <summary>What <c>--rate</c> and <c>--fault</c> make of the traffic of one connection. Without them it is the connection's own, and the kernel's where it can be.</summary>
internal static class Traffic
{
    /// <summary>A connection that lets so many bytes a second pass, each way.</summary>
    /// <param name="end">Whoever opened it closes it.</param>
    /// <param name="rate">null for no limit.</param>
    /// <param name="clock">What waits.</param>
    public static IConnection Paced(IConnection end, long? rate, TimeProvider clock) => rate is null ? end : LayeredConnection.Over(end, WaysOf(end, rate, clock));

    /// <summary>One client's session with the faults that were asked for. One that a fault has cut ended as it was to, and is no failure of the run's.</summary>
    /// <param name="client">Who was accepted, and its number.</param>
    /// <param name="server">What was asked for.</param>
    /// <param name="context">The run.</param>
    /// <param name="serve">The session.</param>
    public static async Task<SessionResult> ServeAsync((IConnection Connection, int Number) client, ServerOptions server, RunContext context, Func<IConnection, Task<SessionResult>> serve)
    {
        if (server.Faults.All.Count == 0)
        {
            var paced = Paced(client.Connection, server.Rate, context.Clock);
            await using var layers = paced as LayeredConnection;
            return await serve(paced);
        }

        var session = new FaultySession(client.Connection, server.Faults, client.Number, context.Clock);
        await using var faulty = LayeredConnection.Over(client.Connection, session.Over(WaysOf(client.Connection, server.Rate, context.Clock)), () => session.HasCut?.End == SessionEnd.Fin);
        await session.BeginAsync(context.Stopper.Token);
        var result = await serve(faulty);
        if (session.HasCut is not { } cut)
        {
            return result;
        }

        await faulty.DisposeAsync();
        await session.ConcludeAsync(context.Stopper.Token);
        context.Events.CutByFault(client.Number, client.Connection.Name, cut);
        return result with { Failure = result.Failure is { Kind: FailureKind.CutOnPurpose } ? null : result.Failure, EndedBy = EndedBy.Us, End = cut.End == SessionEnd.Reset ? SessionEnd.Reset : client.Connection.EndInOrder() };
    }

    private static (IInput Input, IOutput Output) WaysOf(IConnection end, long? rate, TimeProvider clock)
    {
        var passing = end is IMessageInput ? Passing.Messages : Passing.Bytes;
        return rate is { } bytes ? (new PacedInput(end, new TokenBucket(bytes, clock), passing), new PacedOutput(end, new TokenBucket(bytes, clock), passing)) : (end, end);
    }
}
