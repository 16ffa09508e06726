using System.Globalization;
using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Sessions;
using SockTool.Core.Values;
using SockTool.Terminal;

namespace SockTool.Commands;

/// <summary>A file for each client, by the rules of <c>--output</c>: in its place after a clean end of its session, else left beside it.</summary>
internal sealed class FilePerClient(FileNameTemplate template) : IClientOutput
{
    private readonly Lock gate = new();

    // Of those who are being served; those of who has gone are in the folder.
    private readonly HashSet<string> inUse = new(StringComparer.Ordinal);

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
        var name = Take(client, context.Clock.GetUtcNow());
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
        finally
        {
            GiveBack(name);
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
            LocalEnds.Conclude(file, result.Failure, context.Voice);
            return result;
        }
        catch (FailureException failed)
        {
            return result with { Failure = failed.Failure };
        }
    }

    /// <summary>Where two clients can have one name the later gets its number behind it, and no file is replaced: it might be another client's.</summary>
    private string Take((IConnection Connection, int Number) client, DateTimeOffset now)
    {
        var name = template.Fill(client.Number, client.Connection.Name, now);
        if (template.IsUnique || !template.TellsApart)
        {
            return name;
        }

        lock (gate)
        {
            while (FileIdentity.OfPath(name)?.Kind == FileKind.Regular || !inUse.Add(name))
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{name}.{client.Number}");
            }

            return name;
        }
    }

    private void GiveBack(string name)
    {
        lock (gate)
        {
            inUse.Remove(name);
        }
    }
}
