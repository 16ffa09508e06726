using SockTool.Core.Connections;
using SockTool.Core.Values;

namespace SockTool.Core.Transports.Proxies;

/// <summary>
/// The connection to a proxy while it is asked. It goes by the proxy's name, counts what it sends, and whatever breaks
/// is the proxy's failure. It never reads more than was asked for: the byte after the answer is the session's.
/// </summary>
internal sealed class ProxyTalk(IConnection carrier, ProxyHop hop) : IConnection
{
    public string Name => hop.Proxy.ToString();

    /// <summary>Bytes that the carrier has taken.</summary>
    public long Sent { get; private set; }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await carrier.ReadAsync(buffer, cancellation);
        }
        catch (FailureException broken)
        {
            throw Broken(broken);
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await carrier.WriteAsync(bytes, cancellation);
            Sent += bytes.Length;
        }
        catch (FailureException broken)
        {
            throw Broken(broken);
        }
    }

    /// <summary>Exactly <paramref name="count"/> bytes.</summary>
    public async ValueTask<byte[]> HearAsync(int count, CancellationToken cancellation)
    {
        var heard = new byte[count];
        for (var at = 0; at < count;)
        {
            var more = await ReadAsync(heard.AsMemory(at), cancellation);
            at += more > 0 ? more : throw hop.Failed(HandshakeProblem.ClosedEarly);
        }

        return heard;
    }

    public FailureException Malformed(byte[] heard) => hop.Failed(HandshakeProblem.Malformed, found: EscapedText.Printable(heard));

    public ValueTask CompleteWritesAsync(CancellationToken cancellation) => carrier.CompleteWritesAsync(cancellation);

    public ValueTask DisposeAsync() => carrier.DisposeAsync();

    private FailureException Broken(FailureException broken)
    {
        var failed = hop.Failed(HandshakeProblem.ClosedEarly);
        return new FailureException(failed.Failure with { Errno = broken.Failure.Errno });
    }
}
