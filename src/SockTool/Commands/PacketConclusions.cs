using SockTool.Core.Connections;
using SockTool.Core.Packets;
using SockTool.Terminal;

namespace SockTool.Commands;

/// <summary>The last moments of connections: a session is over before the last segments of its close have passed.</summary>
/// <param name="capture">Where segments are seen; null where they are not, or nothing closes.</param>
/// <param name="context">The run.</param>
internal sealed class PacketConclusions(PacketCapture? capture, RunContext context)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // A run that is stopped ends within a second.
    private static readonly TimeSpan Hurry = TimeSpan.FromMilliseconds(200);

    private readonly List<Task> open = [];
    private readonly Lock gate = new();

    /// <summary>The connection is about to be closed: from now on it is watched from elsewhere.</summary>
    /// <param name="flow">Which.</param>
    /// <param name="story">Its story; null where none is told.</param>
    /// <param name="over">Called when there is no more to see.</param>
    public void Begin(Flow flow, TcpStory? story, Action over)
    {
        lock (gate)
        {
            open.RemoveAll(one => one.IsCompletedSuccessfully);
            open.Add(Task.Run(() => RunAsync(flow, story, over)));
        }
    }

    /// <summary>Waits for all of them, within limits.</summary>
    public void Wait()
    {
        Task[] all;
        lock (gate)
        {
            all = [.. open];
        }

        Task.WaitAll(all, context.Stopper.Reason is { By: EndedBy.Signal or EndedBy.Timer } ? Hurry : Patience * 2);
    }

    private async Task RunAsync(Flow flow, TcpStory? story, Action over)
    {
        await (story?.ConcludeAsync(Patience) ?? WaitForLastAsync(flow));
        over();
    }

    private async Task WaitForLastAsync(Flow flow)
    {
        var began = context.Clock.GetTimestamp();
        var segments = capture?.Follow(flow);
        while (segments is { IsOver: false } && context.Clock.GetElapsedTime(began) < Patience)
        {
            capture?.Drain();
            await Task.Delay(1, CancellationToken.None);
        }
    }
}
