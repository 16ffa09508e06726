using SockTool.Core.Connections;

namespace SockTool.Core.Sessions;

/// <summary>
/// One input for many sessions: each gets what is read from the moment it joins. Nothing is read while nobody listens.
/// A session that reads too slowly for the others is cut off, as <see cref="Distribution"/> says.
/// </summary>
public sealed class InputBroadcast(IInput source, int chunkSize = InputBroadcast.UsualChunk)
{
    private const int UsualChunk = 64 * 1024;

    private readonly Distribution distribution = new(TimeProvider.System);

    /// <summary>Bytes that were read and that no session has been given yet.</summary>
    public long Pending { get; private set; }

    /// <summary>Joins: the input as this session sees it. Dispose to leave.</summary>
    public Subscription Join() => distribution.Join();

    /// <summary>Reads to the end of the input and gives every chunk to all. Failures of the input go to every session.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        Exception? failure = null;
        try
        {
            var buffer = new byte[chunkSize];
            for (var count = 1; count > 0;)
            {
                await distribution.WaitForListenerAsync(cancellation);
                count = await source.ReadAsync(buffer, cancellation);
                if (count > 0)
                {
                    Pending = count;
                    await distribution.PublishAsync(buffer.AsMemory(0, count), speaker: null, Audience.Somebody, cancellation);
                    Pending = 0;
                }
            }
        }
        catch (FailureException failed)
        {
            failure = failed;
        }
        catch (OperationCanceledException)
        {
            return;
        }

        distribution.End(failure);
    }
}
