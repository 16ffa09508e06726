using SockTool.Core.Connections;
using SockTool.Core.Sessions;
using SockTool.Options;

namespace SockTool.Commands;

/// <summary>Where what a client sends goes.</summary>
internal interface IClientOutput
{
    /// <summary>Whether it is one for all, so that without it nobody can be served.</summary>
    bool IsShared => true;

    /// <summary>How many descriptors it takes for each client.</summary>
    int DescriptorsEach => 0;

    /// <summary>Called once before anybody is told that we listen.</summary>
    void Prepare()
    {
    }

    /// <summary>Runs a client's session with the output that is the client's, and does what its end means there. Expected failures are in the result.</summary>
    Task<SessionResult> ServeAsync((IConnection Connection, int Number) client, IOutput ours, Func<IOutput, Task<SessionResult>> session, RunContext context);

    static IClientOutput Of(OutputsSettings settings) => settings switch
    {
        { PerClient: { } template } => new FilePerClient(template),
        { Tagging: Tagging.ByNumber } => new TaggedLines(),
        _ => new OutputAsItIs(),
    };
}

/// <summary>Our output, as the bytes come.</summary>
internal sealed class OutputAsItIs : IClientOutput
{
    public Task<SessionResult> ServeAsync((IConnection Connection, int Number) client, IOutput ours, Func<IOutput, Task<SessionResult>> session, RunContext context) => session(ours);
}
