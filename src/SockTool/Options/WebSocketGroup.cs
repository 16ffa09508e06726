using System.CommandLine;
using SockTool.Core.Endpoints;
using SockTool.Core.Transports;
using static SockTool.Options.Prominence;

namespace SockTool.Options;

internal sealed class WebSocketGroup : OptionGroup
{
    public WebSocketGroup()
    {
        Protocol = Values(Full, "NAME", "--ws-protocol");
        Header = Values(Full, "'NAME: VALUE'", "--ws-header");
        AsText = Flag(Full, "--ws-text");
    }

    public override string Name => "websocket";

    public Option<string[]> Protocol { get; }

    public Option<string[]> Header { get; }

    public Option<bool> AsText { get; }

    /// <summary>What every WebSocket among the addresses of a run is told.</summary>
    public SocketSettings Apply(Binder binder, SocketSettings settings, IReadOnlyList<Endpoint> endpoints)
    {
        if (!endpoints.Any(endpoint => endpoint is WebSocketEndpoint) && FirstGiven(binder) is { } idle)
        {
            throw new UsageException(binder.Messages.Needs(idle.Name, "ws://HOST:PORT"));
        }

        return settings with
        {
            WebSocket = new WebSocketSettings
            {
                Protocols = [.. binder.Texts(Protocol).Select(text => binder.Read<string>(Protocol, text, WebSocketHeader.TryParseProtocol)).Distinct(StringComparer.Ordinal)],
                Headers = [.. binder.Texts(Header).Select(text => binder.Read<WebSocketHeader>(Header, text, WebSocketHeader.TryParse))],
                Messages = binder.Has(AsText) ? WebSocketMessages.Text : WebSocketMessages.Binary,
            },
        };
    }
}
