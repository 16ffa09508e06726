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
        : base("echo-server", [reply, .. server.Address.All, server.Serving, server.Access, server.Rate, server.Faults, server.Time, server.Socket, server.Seeing]) =>
        (this.reply, this.server) = (reply, server);

    public override bool TakesCommand(Binder binder) => server.TakesCommand(binder);

    public override IRun Bind(Binder binder, IReadOnlyList<string> words, IReadOnlyList<string> rest)
    {
        var policy = new RelaySettings { Idle = server.Time.Bind(binder).Idle };
        var endpoint = server.Address.Bind(binder, words, EndpointRole.Accept);
        server.Faults.Contradictions(binder, reply.Reply);
        var options = server.Bind(binder, [endpoint], usualClients: int.MaxValue, rest);
        return new ServeRun
        {
            Command = "echo-server",
            Server = options,
            Endpoint = endpoint,
            Data = new DataSettings { Payload = [] },
            Client = new AnsweringClients(policy, options.Faults.AreMute ? _ => new NoReply() : reply.Bind(binder) is { } template ? peer => new TemplateReply(template, peer) : _ => new EchoReply(), Shows.Nothing),
        };
    }
}
