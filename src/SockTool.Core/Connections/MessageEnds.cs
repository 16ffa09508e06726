namespace SockTool.Core.Connections;

/// <summary>An input that gives one message a read, where a message may be empty: a datagram of length zero is data, never an end.</summary>
public interface IMessageInput : IInput
{
    /// <summary>Whether the last read of no bytes was the end; otherwise it was an empty message.</summary>
    bool HasEnded { get; }
}

/// <summary>An output that makes one message of each write, also of an empty one. To other outputs an empty write says nothing.</summary>
public interface IMessageOutput : IOutput
{
    /// <summary>The most bytes that one message can have.</summary>
    int LargestMessage { get; }
}

/// <summary>What a read of no bytes means.</summary>
public static class MessageEnds
{
    /// <summary>Whether a read that gave no bytes was the end of <paramref name="source"/>.</summary>
    public static bool IsOver(this IInput source) => source is not IMessageInput { HasEnded: false };
}
