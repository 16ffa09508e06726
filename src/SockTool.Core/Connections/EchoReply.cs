namespace SockTool.Core.Connections;

/// <summary>Answers with the message itself (RFC 862).</summary>
public sealed class EchoReply : IReply
{
    public ReadOnlyMemory<byte> To(ReadOnlyMemory<byte> message) => message;

    public ReadOnlyMemory<byte> ToTheRest() => ReadOnlyMemory<byte>.Empty;
}
