namespace SockTool.Core.Connections;

/// <summary>Makes answers out of messages. One per connection: it may remember.</summary>
public interface IReply
{
    /// <summary>The answer to what one read gave; empty for none.</summary>
    ReadOnlyMemory<byte> To(ReadOnlyMemory<byte> message);

    /// <summary>The answer to what was held back, at the end of the stream; empty for none.</summary>
    ReadOnlyMemory<byte> ToTheRest();
}
