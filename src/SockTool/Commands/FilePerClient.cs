using System.Globalization;
using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Sessions;
using SockTool.Core.Values;

namespace SockTool.Commands;

/// <summary>A file for each client, by the rules of <c>--output</c>: in its place after a clean end of its session, else left beside it.</summary>
internal sealed class FilePerClient(FileNameTemplate template) : IClientOutput
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> given = new(StringComparer.Ordinal);

    public bool IsShared => false;

    // The file, and a pipe with two ends between it and the socket (KernelPump).
    public int DescriptorsEach => 3;

    /// <exception cref="FailureException">The folder of all files is not there.</exception>
    public void Prepare()
    {
        if (template.Folder is { } folder && !Directory.Exists(folder))
        {
            throw new FailureException(new Failure(FailureKind.OutputUnwritable, Operation.Open) { Subject = folder, Errno = File.Exists(folder) ? Errno.NotDirectory : Errno.NoEntry });
        }
    }

    public async Task<SessionResult> ServeAsync((IConnection Connection, int Number) client, IOutput ours, Func<IOutput, Task<SessionResult>> session, RunContext context)
    {
        var name = NameFor(client, context.Clock.GetUtcNow());
        try
        {
            using var file = await OpenAsync(name, context.Stopper.Token);
            context.Events.WritesTo(client.Number, name);
            return Conclude(await session(file), file, context);
        }
        catch (FailureException failed)
        {
            return Refusal.Of(client.Connection, failed.Failure);
        }
        catch (OperationCanceledException) when (context.Stopper.Reason is not null)
        {
            return Refusal.Of(client.Connection, context.Stopper.Reason.Failure);
        }
    }

    // A FIFO waits for its reader; any other file is opened here, so that a stop leaves none behind.
    private static async ValueTask<ReplacingFile> OpenAsync(string name, CancellationToken cancellation) => FileIdentity.OfPath(name)?.Kind == FileKind.Pipe
        ? await Task.Run(() => ReplacingFile.Open(name, FileWriting.Replace), cancellation).WaitAsync(cancellation)
        : ReplacingFile.Open(name, FileWriting.Replace);

    private static SessionResult Conclude(SessionResult result, ReplacingFile file, RunContext context)
    {
        try
        {
            if (result.Failure is null)
            {
                file.Commit();
            }
            else if (file.Abandon() is { } left)
            {
                context.Voice.Tell(context.Messages.LeftBehind(left));
            }

            return result;
        }
        catch (FailureException failed)
        {
            return result with { Failure = failed.Failure };
        }
    }

    /// <summary>Of two clients that would have one name the later gets one with a number more: no client overwrites another's file.</summary>
    private string NameFor((IConnection Connection, int Number) client, DateTimeOffset now)
    {
        var wanted = template.Fill(client.Number, client.Connection.Name, now);
        if (template.IsUnique)
        {
            return wanted;
        }

        lock (gate)
        {
            var name = wanted;
            while (!given.TryAdd(name, 1))
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{wanted}.{++given[wanted]}");
            }

            return name;
        }
    }
}
