using SockTool.Core.Transports;
using SockTool.Core.Transports.Access;

namespace SockTool.Commands;

/// <summary>The rules of who may be a client, for the time of a run: read at its start, and where there are files, again at every HUP.</summary>
internal sealed class Guard : IAsyncDisposable
{
    private readonly AccessGate? gate;
    private readonly IDisposable? hangups;

    private Guard(AccessRules rules, SocketSettings settings, RunContext context)
    {
        gate = rules.IsEmpty ? null : new AccessGate(rules, settings);
        hangups = rules.HasFiles ? context.Signals.OnHangup(gate!.ReadAgain) : null;
        Socket = settings with { Admission = gate };
    }

    /// <summary>What the sockets are told, with the rules.</summary>
    public SocketSettings Socket { get; }

    public static async Task<Guard> SetAsync(AccessRules rules, SocketSettings settings, RunContext context)
    {
        var guard = new Guard(rules, settings, context);
        try
        {
            await (guard.gate?.OpenAsync(context.Stopper.Token) ?? Task.CompletedTask);
            return guard;
        }
        catch
        {
            await guard.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        hangups?.Dispose();
        await (gate?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
