using SockTool.Core.Endpoints;
using SockTool.Options;

namespace SockTool.Commands;

internal sealed class ConnectCommand : SockCommand
{
    private readonly SocketGroup socket;
    private readonly TimeGroup time;
    private readonly DataGroup data;
    private readonly DialogueGroup dialogue;
    private readonly RetryGroup retry;
    private readonly SeeingGroup seeing;

    public ConnectCommand()
        : this(new SocketGroup(), new TimeGroup(), new DataGroup(), new DialogueGroup(), new RetryGroup(), new SeeingGroup())
    {
    }

    private ConnectCommand(SocketGroup socket, TimeGroup time, DataGroup data, DialogueGroup dialogue, RetryGroup retry, SeeingGroup seeing)
        : base("connect", data, dialogue, time, retry, socket, seeing) =>
        (this.socket, this.time, this.data, this.dialogue, this.retry, this.seeing) = (socket, time, data, dialogue, retry, seeing);

    public override IRun Bind(Binder binder, IReadOnlyList<string> words, IReadOnlyList<string> rest)
    {
        dialogue.Contradictions(binder, data);
        var limits = time.Bind(binder);
        return new ConnectRun
        {
            Endpoint = EndpointParser.TryParse(words, EndpointRole.Dial, out var endpoint, out var problem) ? endpoint : throw WrongAddress(binder, problem),
            Time = limits,
            Socket = socket.Bind(binder) with { Limits = limits.Operations },
            ShownOptions = socket.BindShown(binder),
            Data = data.Bind(binder, limits),
            Dialogue = dialogue.Bind(binder),
            Retry = retry.Bind(binder),
            AfterCut = retry.BindAfterCut(binder),
            Seeing = seeing.Bind(binder),
        };
    }
}
