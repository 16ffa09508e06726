using SockTool.Catalogs;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Sessions;
using SockTool.Core.Transports;
using SockTool.Options;
using SockTool.Terminal;

namespace SockTool.Commands;

/// <summary>A row for each endpoint; done when all of them are as they should be.</summary>
internal sealed record ProbeRun : IRun
{
    public string Command => "probe";

    public required IReadOnlyList<Endpoint> Targets { get; init; }

    public required SocketSettings Socket { get; init; }

    public required ProbeSettings Look { get; init; }

    public required ProbeWait? Wait { get; init; }

    public required RowFormat Format { get; init; }

    public required SeeingSettings Seeing { get; init; }

    /// <summary>The program that follows when all is well; empty for none.</summary>
    public required IReadOnlyList<string> Next { get; init; }

    public TimeSpan Deadline => Timeout.InfiniteTimeSpan;

    public async Task<Verdict> RunAsync(RunContext context)
    {
        var began = context.Clock.GetTimestamp();
        var prober = new Prober((target, limit) => TransportCatalog.ConnectorFor(target, Socket with { Observer = context.Events, Limits = new OperationLimits { Connect = limit, Read = limit } }), Look);
        var stop = context.Stopper.Token;
        var rows = Wait is { } wait ? await prober.WaitAsync(Targets, wait.Wish, wait.Limit, stop) : await prober.LookAsync(Targets, stop);
        await context.Streams.OpenOutput().WriteAsync(Format == RowFormat.Json ? ProbeJson.Write(rows) : ProbeTable.Write(rows, context.Messages), stop);
        var failure = rows.Select(Unwanted).FirstOrDefault(failure => failure is not null);
        failure = failure is null || Wait is null ? failure : failure with { Awaited = true };
        return new Verdict
        {
            Command = Command,
            Failure = failure,
            Peer = Targets is [var only] ? only.ToString() : "",
            Attempts = rows.Length,
            Timings = new RunTimings { Total = context.Clock.GetElapsedTime(began) },
            Next = failure is null ? Next : [],
        };
    }

    private Failure? Unwanted(ProbeRow row) => Wait switch
    {
        not { Wish: ProbeWish.Closed } => row.Failure,
        _ when row.IsClosed => null,
        { Limit: var limit } => row.Failure ?? new Failure(FailureKind.StillOpen, Operation.Connect) { Subject = row.Endpoint.ToString(), Limit = limit },
    };
}
