using System.Globalization;
using SockTool.Trust.Contenders;
using SockTool.Trust.Rows;

namespace SockTool.Trust.Stages;

/// <summary>A server and a client of one tool, a payload each way, and the judgement: nobody is disturbed unless <see cref="Disturb"/> does it.</summary>
internal sealed record Exchange(Stage Stage, Tool Tool, Carrier Carrier)
{
    public long ToServer { get; init; }

    public long ToClient { get; init; }

    public Streams Streams { get; init; }

    public string Engine { get; init; } = Tool.Fastest;

    public TimeSpan Limit { get; init; } = Until.Deadline;

    /// <summary>Words before a command line: another namespace, a limit.</summary>
    public Func<Side, string> Before { get; init; } = _ => "";

    /// <summary>Options after a command line of ours. Finish: a pipe that has not said a word when the peer ends is not waited for otherwise.</summary>
    public string OurOptions { get; init; } = "--on-peer-close finish";

    public Func<RunningProcess, Side, Task> Disturb { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Called between two pieces of a pipe.</summary>
    public Func<Task> Dawdle { get; init; } = () => Task.CompletedTask;

    /// <summary>Words before the command line of a relay of ours that both go through; null for none.</summary>
    public string? Relay { get; init; }

    /// <summary>Where the server listens, if not on the loopback.</summary>
    public string? Host { get; init; }

    public int[] Wanted { get; init; } = [0];

    public async Task<Outcome> RunAsync()
    {
        var door = Stage.NewDoor(Tool, Carrier) with { Elsewhere = Host };
        await using var server = new Party(this, Side.Server, Tool.Listen(door)!, door.Folder, ToClient);
        await Until.TrueAsync(() => server.Process.HasEnded || door.IsOpen(server.Process), "a listener");
        if (Tool.IsOurs && server.Process.HasEnded)
        {
            return await NobodyListenedAsync(server.Process);
        }

        var open = await door.OpenAsync(server.Process);
        await using var relay = Relay is null ? null : new Conversation(Stage, $"exec {Relay} {Tool.Path} relay 127.0.0.1:0 {open.Address} --ready-file {door.Folder}/relay", engine: Engine);
        if (relay is not null)
        {
            await Until.TrueAsync(() => relay.Process.HasEnded || File.Exists($"{door.Folder}/relay"), "a relay");
            if (relay.Process.HasEnded)
            {
                return await NobodyListenedAsync(relay.Process);
            }

            open = open.ToldAs(int.Parse((await File.ReadAllTextAsync($"{door.Folder}/relay")).Split(':')[1], CultureInfo.InvariantCulture));
        }

        await using var client = new Party(this, Side.Client, Tool.Connect(open)!, door.Folder, ToServer);
        await Task.WhenAll(server.MoveAsync(ToServer), client.MoveAsync(ToClient), Disturb(server.Process, Side.Server), Disturb(client.Process, Side.Client));
        var ends = await Task.WhenAll(server.Process.ExitAsync(Limit), client.Process.ExitAsync(Limit));
        return Judge.Of(Tool, await LossAsync(server, ToServer, "to the server") ?? await LossAsync(client, ToClient, "to the client"), Wanted, ends);
    }

    private async Task<Outcome> NobodyListenedAsync(RunningProcess server) => Judge.Of(Tool, "nobody listened", Wanted, await server.ExitAsync());

    private static async Task<string?> LossAsync(Party receiver, long size, string way) =>
        await receiver.LossAsync(size) is { } loss ? $"{way}: {loss}" : null;

    /// <summary>One of the two, with its input and what becomes of its output.</summary>
    private sealed class Party(Exchange exchange, Side side, string command, string folder, long says) : IAsyncDisposable
    {
        private readonly string output = $"{folder}/{side}.out";
        private string? lost;

        public RunningProcess Process { get; } = exchange.Stage.Start(
            $"exec {exchange.Before(side)} {command} {(exchange.Tool.IsOurs ? exchange.OurOptions : "")} {(exchange.Streams is Streams.Pipes ? "" : $"<{exchange.Stage.Payload(says)}")} {(exchange.Streams is Streams.Files ? $">{folder}/{side}.out" : "")}",
            exchange.Streams is Streams.Files ? Reading.AtOnce : Reading.Later,
            exchange.Engine);

        /// <summary>Feeds and reads the pipes, where there are any.</summary>
        public async Task MoveAsync(long hears)
        {
            if (exchange.Streams is Streams.Files)
            {
                return;
            }

            var feeding = exchange.Streams is Streams.Pipes ? FeedAsync() : Task.CompletedTask;
            lost = await Comparison.OfAsync(exchange.Stage.Payload(hears), Process.OutputStream, exchange.Dawdle).WaitAsync(exchange.Limit);
            await feeding.WaitAsync(exchange.Limit);
        }

        public async Task<string?> LossAsync(long hears) =>
            exchange.Streams is Streams.Files ? await Comparison.OfAsync(exchange.Stage.Payload(hears), output) : lost;

        public async ValueTask DisposeAsync()
        {
            await exchange.Stage.EndAsync(Process);
            File.Delete(output);
        }

        private async Task FeedAsync()
        {
            try
            {
                await using var payload = File.OpenRead(exchange.Stage.Payload(says));
                var piece = new byte[64 * Bytes.KiB];
                while (await payload.ReadAsync(piece) is > 0 and var count)
                {
                    await exchange.Dawdle();
                    await Process.InputStream.WriteAsync(piece.AsMemory(0, count));
                }

                Process.CloseInput();
            }
            catch (IOException)
            {
                // It ended before it had read everything; what that means the comparison says.
            }
        }
    }
}

internal enum Side
{
    Server,
    Client,
}

internal enum Streams
{
    Files,
    Pipes,

    /// <summary>Files in, pipes out: for what there is room for once.</summary>
    FromFiles,
}
