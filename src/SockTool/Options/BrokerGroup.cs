using System.CommandLine;
using static SockTool.Options.Prominence;

namespace SockTool.Options;

/// <summary>What the clients of a broker hear of each other.</summary>
internal enum BrokerSpeech
{
    /// <summary>The bytes as they come.</summary>
    Bytes,

    /// <summary>Lines with their speaker's number, safe for a terminal.</summary>
    Chat,
}

internal sealed class BrokerGroup : OptionGroup
{
    public BrokerGroup()
    {
        Broker = Flag(Full, "--broker");
        Chat = Flag(Full, "--chat");
    }

    public override string Name => "broker";

    public Option<bool> Broker { get; }

    public Option<bool> Chat { get; }

    /// <summary>null where clients are not joined to each other.</summary>
    public BrokerSpeech? Bind(Binder binder) => binder.Has(Chat) ? BrokerSpeech.Chat : binder.Has(Broker) ? BrokerSpeech.Bytes : null;
}
