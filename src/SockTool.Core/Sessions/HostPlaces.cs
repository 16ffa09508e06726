using System.Net;
using SockTool.Core.Connections;

namespace SockTool.Core.Sessions;

/// <summary>The places that each host has: so many sessions at the same time. A host is an address, as it is in a peer's name.</summary>
internal sealed class HostPlaces(int most, TimeProvider clock)
{
    /// <summary>How many may wait for a place at the same time, of all hosts together.</summary>
    public const int MostWaiting = 16;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Host> hosts = new(StringComparer.Ordinal);
    private int waiting;

    /// <summary>Takes a place if there is one, or one becomes free soon: as many may wait as are leaving.</summary>
    public async Task<bool> EnterAsync(IConnection client, TimeSpan patience, CancellationToken cancellation)
    {
        var name = HostOf(client);
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (TryTake(name, client))
            {
                return true;
            }

            if (waiting >= MostWaiting || hosts[name].Waiting.Count >= hosts[name].Leaving)
            {
                return false;
            }

            waiting++;
            hosts[name].Waiting.AddLast((client, turn));
        }

        await turn.Task.WaitAsync(patience, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (gate)
        {
            waiting--;
            if (!turn.Task.IsCompleted)
            {
                hosts[name].Waiting.Remove((client, turn));
            }

            // What was given is a place, even if it came in the last moment.
            return turn.Task.IsCompleted;
        }
    }

    /// <summary>To be called before <paramref name="client"/> is closed. Gives a place back, or on to who waits longest for it.</summary>
    public void Leave(IConnection client)
    {
        var name = HostOf(client);
        lock (gate)
        {
            var host = hosts[name];
            host.Served.Remove(client);
            if (host.Waiting.First is { Value: var next })
            {
                host.Waiting.RemoveFirst();
                host.Served.Add(next.Client);
                next.Turn.SetResult();
            }
            else if (host.Served.Count == 0)
            {
                hosts.Remove(name);
            }
        }
    }

    private static string HostOf(IConnection client) => IPEndPoint.TryParse(client.Name, out var address) ? address.Address.ToString() : client.Name;

    private bool TryTake(string name, IConnection client)
    {
        if (!hosts.TryGetValue(name, out var host))
        {
            hosts[name] = host = new Host();
        }

        return host.Served.Count < most && host.Served.Add(client);
    }

    private sealed class Host
    {
        public HashSet<IConnection> Served { get; } = [];

        public LinkedList<(IConnection Client, TaskCompletionSource Turn)> Waiting { get; } = [];

        public int Leaving => Served.Count(client => client is ILeaving { IsLeaving: true });
    }
}
