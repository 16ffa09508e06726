namespace SockTool.Core.Connections;

/// <summary>Answers nothing.</summary>
public sealed class NoReply : IReply
{
    public ReadOnlyMemory<byte> To(ReadOnlyMemory<byte> message) => ReadOnlyMemory<byte>.Empty;

    public ReadOnlyMemory<byte> ToTheRest() => ReadOnlyMemory<byte>.Empty;
}
