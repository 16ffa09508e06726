namespace SockTool.Core.Packets;

/// <summary>The connections that are looked at, and for a while those that may turn out to be ours: the oldest of these make room for new ones.</summary>
internal sealed class FlowTable(Keeping keeping)
{
    public const int Most = 4096;

    private readonly Dictionary<Flow, FollowedFlow> flows = [];
    private readonly Queue<Flow> oldest = new();

    /// <summary>Told of each connection at its first packet.</summary>
    public Action<FollowedFlow>? Began { get; set; }

    public FollowedFlow this[Flow flow] => flows.TryGetValue(flow, out var known) ? known : Add(flow);

    public void Remove(Flow flow) => flows.Remove(flow);

    private FollowedFlow Add(Flow flow)
    {
        MakeRoom();
        var added = new FollowedFlow(flow, keeping);
        flows.Add(flow, added);
        oldest.Enqueue(flow);
        Began?.Invoke(added);
        return added;
    }

    private void MakeRoom()
    {
        for (var tries = oldest.Count; oldest.Count >= Most && tries > 0; tries--)
        {
            var first = oldest.Dequeue();
            if (flows.TryGetValue(first, out var known) && known.IsHeld)
            {
                oldest.Enqueue(first);
            }
            else
            {
                flows.Remove(first);
            }
        }
    }
}
