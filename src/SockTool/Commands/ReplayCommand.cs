using System.CommandLine;
using SockTool.Completions;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Replays;
using SockTool.Core.SessionFiles;
using SockTool.Core.Transports;
using SockTool.Options;

namespace SockTool.Commands;

/// <summary>Plays one side of a recorded session and verifies the other.</summary>
internal sealed class ReplayCommand : SockCommand
{
    private readonly ReplayGroup replay;
    private readonly ProxyGroup proxy;
    private readonly RetryGroup retry;
    private readonly ServerGroups server;

    public ReplayCommand()
        : this(new ReplayGroup(), new ProxyGroup(), new RetryGroup(RetryScope.Connects), new ServerGroups())
    {
    }

    private ReplayCommand(ReplayGroup replay, ProxyGroup proxy, RetryGroup retry, ServerGroups server)
        : base("replay", [replay, .. server.Address.All, proxy, retry, server.Serving, server.Access, server.Rate, server.Faults, server.Time, server.Socket, server.Seeing]) =>
        (this.replay, this.proxy, this.retry, this.server) = (replay, proxy, retry, server);

    public override string Synopsis => "FILE ADDRESS";

    public override IReadOnlyList<Completed> Words => [Completed.Files, CompletionModels.Addresses()];

    public override bool TakesCommand(Binder binder) => server.TakesCommand(binder);

    public override IRun Bind(Binder binder, IReadOnlyList<string> words, IReadOnlyList<string> rest)
    {
        if (words.Count < 2)
        {
            throw new UsageException(binder.Messages.ReplayNeedsTwo, binder.Messages.SeeHelp("sock replay"));
        }

        var settings = replay.Bind(binder, words[0]) with { StepLimit = StepLimit(binder) };
        server.Seeing.RefuseSameFile(binder, ("FILE", settings.File), (server.Serving.ReadyFile.Name, binder.Text(server.Serving.ReadyFile)));
        IReadOnlyList<string> address = [.. words.Skip(1)];
        return settings.Played == Side.Client ? AsClient(binder, settings, address) : AsServer(binder, settings, address, rest);
    }

    private ReplayRun AsClient(Binder binder, ReplaySettings settings, IReadOnlyList<string> words)
    {
        RefuseAs(binder, settings.Played, server.OfAccepting, server.Serving, server.Access, server.Faults);
        var endpoint = server.Address.Bind(binder, words, EndpointRole.Dial);
        retry.Contradictions(binder, endpoint);
        server.Seeing.Contradictions(binder, endpoint);
        AddressGroups.RefuseStandardStreams(binder, endpoint);
        return new ReplayRun
        {
            Settings = settings,
            To = new Dialling(endpoint, proxy.Apply(binder, Freely(binder, server.SocketSettings(binder, [endpoint])), endpoint), retry.Bind(binder)) { ShownOptions = server.Socket.BindShown(binder) },
            Rate = server.Rate.Bind(binder),
            Seeing = server.Seeing.Bind(binder),
            Deadline = server.Time.Bind(binder).Deadline,
        };
    }

    private ReplayServerRun AsServer(Binder binder, ReplaySettings settings, IReadOnlyList<string> words, IReadOnlyList<string> rest)
    {
        RefuseAs(binder, settings.Played, [], proxy, retry);
        binder.NotBoth(replay.Update, server.Serving.KeepOpen);
        binder.NotBoth(replay.Update, server.Serving.Clients);
        var endpoint = server.Address.Bind(binder, words, EndpointRole.Accept);
        AddressGroups.RefuseStandardStreams(binder, endpoint);
        var options = server.Bind(binder, [endpoint], usualClients: 1, rest);
        return new ReplayServerRun(settings, endpoint, options with { Socket = Freely(binder, options.Socket) })
        {
            Clients = server.Serving.SaysHowMany(binder) ? options.Serving.Clients : null,
        };
    }

    // A step has a limit of its own, of which a read or a write is only a part: two that run out together would race for the exit code.
    private SocketSettings Freely(Binder binder, SocketSettings socket) =>
        socket with { Limits = socket.Limits with { Read = Timeout.InfiniteTimeSpan, Write = binder.Has(server.Time.Write) ? socket.Limits.Write : Timeout.InfiniteTimeSpan } };

    private TimeSpan StepLimit(Binder binder)
    {
        var time = server.Time;
        var limits = time.Bind(binder).Operations;
        if (binder.Has(time.Idle))
        {
            throw new UsageException(binder.Messages.VainWithReplay(time.Idle.Name), binder.Messages.VainWithReplayHint);
        }

        if (limits.Read == TimeSpan.Zero || limits.Write == TimeSpan.Zero)
        {
            throw new UsageException(binder.Messages.NeedsTime(Zero(binder).Name));
        }

        return binder.Has(time.Limit) || binder.Has(time.Read) || binder.Has(time.Blocking) ? limits.Read : PlaySettings.UsualLimit;
    }

    private Option Zero(Binder binder) => new Option[] { server.Time.NonBlocking, server.Time.Read, server.Time.Write }.FirstOrDefault(binder.Has, server.Time.Limit);

    /// <summary>Options without an effect would be taken for one.</summary>
    private static void RefuseAs(Binder binder, Side played, IEnumerable<Option> options, params IReadOnlyList<OptionGroup> groups)
    {
        if (OptionGroup.FirstGiven(binder, options, groups) is { } vain)
        {
            throw new UsageException(binder.Messages.VainAs(vain.Name, played));
        }
    }
}
