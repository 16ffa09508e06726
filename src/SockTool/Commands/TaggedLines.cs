using SockTool.Core.Connections;
using SockTool.Core.Sessions;

namespace SockTool.Commands;

/// <summary>Our output, by whole lines that say whose they are.</summary>
internal sealed class TaggedLines : IClientOutput
{
    public async Task<SessionResult> ServeAsync((IConnection Connection, int Number) client, IOutput ours, Func<IOutput, Task<SessionResult>> session, RunContext context)
    {
        var tagged = new TaggedOutput(ours, new LineTagger(client.Number, client.Connection is IMessageInput ? LineSource.Messages : LineSource.Stream));
        return await HeldBack.ConcludeAsync(await session(tagged), tagged, context.Stopper, context.Clock);
    }
}
