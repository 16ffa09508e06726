using SockTool.Core.Transports;
using SockTool.Options;

namespace SockTool.Commands;

/// <summary>The option groups that every accepting command has.</summary>
internal sealed class ServerGroups
{
    public ServingGroup Serving { get; } = new();

    public TimeGroup Time { get; } = new();

    public SocketGroup Socket { get; } = new();

    public SeeingGroup Seeing { get; } = new();

    public bool TakesCommand(Binder binder) => binder.Has(Serving.Run);

    public ServerOptions Bind(Binder binder, int usualClients, IReadOnlyList<string> rest)
    {
        var time = Time.Bind(binder);
        return new ServerOptions
        {
            Time = time,
            Socket = Socket.Bind(binder) with { Limits = time.Operations },
            ShownOptions = Socket.BindShown(binder),
            Serving = Serving.Bind(binder, usualClients, rest),
            Seeing = Seeing.Bind(binder),
        };
    }
}

/// <summary>What every accepting command was told.</summary>
internal sealed record ServerOptions
{
    public required SocketSettings Socket { get; init; }

    public required TimeSettings Time { get; init; }

    public required ServingSettings Serving { get; init; }

    public required SeeingSettings Seeing { get; init; }

    public IReadOnlyList<string>? ShownOptions { get; init; }
}
