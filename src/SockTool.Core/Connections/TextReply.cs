namespace SockTool.Core.Connections;

/// <summary>
/// The message itself, in whole characters of UTF-8: what several say to one is mixed between the characters. What is not
/// UTF-8 fails with whoever says it, and not with those who would have to pass it on.
/// </summary>
public sealed class TextReply : IReply
{
    private readonly Utf8Text text = new();

    /// <exception cref="FailureException">It is not UTF-8.</exception>
    public ReadOnlyMemory<byte> To(ReadOnlyMemory<byte> message) => text.Add(message);

    /// <exception cref="FailureException">The last character lacks something.</exception>
    public ReadOnlyMemory<byte> ToTheRest()
    {
        text.End();
        return ReadOnlyMemory<byte>.Empty;
    }
}
