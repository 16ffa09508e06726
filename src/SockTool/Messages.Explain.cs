using SockTool.Core.Connections;
using SockTool.Core.Packets;
using SockTool.Core.Transports;

namespace SockTool;

/// <summary>The sentences of a connection's story.</summary>
internal abstract partial class Messages
{
    public abstract string StoryUpgraded { get; }

    public abstract string NotExplained(string option, string address);

    public abstract string NotExplainedHint(string address);

    public abstract string NotCaptured(string option, string address);

    public abstract string StoryNoNumbers(int errno);

    public abstract string StoryResolved(string host, IReadOnlyList<string> addresses, TimeSpan took);

    public abstract string StorySegment(TcpStep step);

    public abstract string StoryData(TcpData? sent, TcpData? received);

    public abstract string StoryBytes(long sent, long received);

    public abstract string StoryConnecting(Flow flow);

    public abstract string StoryState(TableEntry entry, StateSource source, Meaning meaning);

    public abstract string StoryUnfinished(TcpState state);

    public abstract string StoryOptions(Flow flow, TcpView view);

    public abstract string StoryFailed(Failure failure);

    public abstract string StorySecured(TlsFacts facts);

    public abstract string NoStory(string name);

    public abstract string NoPackets(string name);

    public abstract string PacketsDropped(long count);

    /// <summary>What the comment in a file of real packets says.</summary>
    public abstract string PacketsAreReal { get; }

    /// <summary>What the comment in a file of packets says that were made of reads and writes.</summary>
    public abstract string PacketsAreRebuilt { get; }
}
