using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Sessions;
using SockTool.Options;

namespace SockTool.Commands;

internal sealed class EchoServerCommand : SockCommand
{
    private readonly ReplyGroup reply;
    private readonly ServerGroups server;

    public EchoServerCommand()
        : this(new ReplyGroup(), new ServerGroups())
    {
    }

    private EchoServerCommand(ReplyGroup reply, ServerGroups server)
        : base("echo-server", reply, server.Serving, server.Time, server.Socket, server.Seeing) =>
        (this.reply, this.server) = (reply, server);

    public override bool TakesCommand(Binder binder) => server.TakesCommand(binder);

    public override IRun Bind(Binder binder, IReadOnlyList<string> words, IReadOnlyList<string> rest)
    {
        var policy = new RelaySettings { Idle = server.Time.Bind(binder).Idle };
        return new ServeRun
        {
            Command = "echo-server",
            Server = server.Bind(binder, usualClients: int.MaxValue, rest),
            Endpoint = EndpointParser.TryParse(words, EndpointRole.Accept, out var endpoint, out var problem) ? endpoint : throw WrongAddress(binder, problem),
            Data = new DataSettings { Payload = ReadOnlyMemory<byte>.Empty },
            Client = new AnsweringClients(policy, reply.Bind(binder) is { } template ? peer => new TemplateReply(template, peer) : _ => new EchoReply(), Shows.Nothing),
        };
    }
}
