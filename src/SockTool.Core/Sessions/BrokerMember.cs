using SockTool.Core.Connections;

namespace SockTool.Core.Sessions;

/// <summary>
/// One client of a broker, as its session sees it: what is written here goes to all the others, what they say is
/// <see cref="Input"/>. The end of what it says is its leave: it gets what was said until then, and then the end.
/// </summary>
/// <param name="broker">Where all are.</param>
/// <param name="speech">What the others get for what it says.</param>
/// <param name="welcome">What it hears first.</param>
public sealed class BrokerMember(Distribution broker, IReply speech, ReadOnlyMemory<byte> welcome) : IOutput, IDisposable
{
    public Subscription Input { get; } = broker.Join(welcome);

    /// <summary>A word of ours to all the others.</summary>
    public void TellOthers(ReadOnlyMemory<byte> notice) => broker.Post(notice, Input);

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var said = speech.To(bytes);

        // An empty datagram is data too (BEHAVIOUR rule U3).
        if (!said.IsEmpty || bytes.IsEmpty)
        {
            await broker.PublishAsync(said, Input, Audience.WhoeverIsThere, cancellation);
        }
    }

    public async ValueTask CompleteWritesAsync(CancellationToken cancellation)
    {
        var rest = speech.ToTheRest();
        if (!rest.IsEmpty)
        {
            await broker.PublishAsync(rest, Input, Audience.WhoeverIsThere, cancellation);
        }

        Input.Complete();
    }

    /// <summary>Leaves. What was begun and not ended, as by a reset, is said all the same, where it can be.</summary>
    public void Dispose()
    {
        Input.Dispose();
        try
        {
            broker.Post(speech.ToTheRest(), Input);
        }
        catch (FailureException)
        {
            // Half a character, which says nothing.
        }
    }
}
