using System.Net.Security;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports.Tls;

/// <summary>A connection under TLS. Its two ways end alone (RFC 8446 section 6.1): close_notify, then FIN, and reading goes on.</summary>
internal sealed class TlsConnection(IConnection carrier, SslStream tls, ConnectionStream stream, SocketSettings settings)
    : LayerConnection(carrier, settings.Limits, settings.Clock), IOrderlyEnd
{
    // RFC 8446 section 5.1 and 5.2: 2^14 bytes of payload, 256 for what TLS adds, 5 for the header.
    private const int LargestRecord = 16 * 1024;
    private const int MostOverhead = 261;

    private readonly IConnection carrier = carrier;

    // The framework calls SSL_shutdown(3) twice and without its lock, and the second call reads: in the middle of a read's
    // decryption it would take the data. A read has the turn but for while it waits for the carrier.
    private readonly SemaphoreSlim turn = stream.TakeTurns();
    private bool hasEnded;
    private bool isBroken;
    private FailureException? broken;

    /// <summary>Whether the peer, which asked for a certificate of ours, has not said a word since; one that refuses may just go.</summary>
    public bool IsOnTrial { get; set; }

    public SessionEnd OrderlyEnd => SessionEnd.CloseNotify;

    protected override long Carried => stream.Written;

    // A read of nothing waits in the framework too, and holds no buffer.
    protected override async ValueTask<bool> WaitAsync(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            return hasEnded || broken is not null || await tls.ReadAsync(Memory<byte>.Empty, cancellation) == 0;
        }
        catch (Exception e) when (TlsFailures.IsExpected(e))
        {
            throw Broken(e, Operation.Read);
        }
        finally
        {
            turn.Release();
        }
    }

    protected override async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            return await ReceiveInTurnAsync(buffer, cancellation);
        }
        finally
        {
            turn.Release();
        }
    }

    private async ValueTask<int> ReceiveInTurnAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (hasEnded)
        {
            return 0;
        }

        if (broken is not null)
        {
            throw new FailureException(broken.Failure);
        }

        try
        {
            var count = await tls.ReadAsync(buffer, cancellation);
            if (count > 0 || buffer.IsEmpty)
            {
                IsOnTrial = false;
                return count == LargestRecord ? await ReadMoreAsync(buffer, cancellation) : count;
            }
        }
        catch (Exception e) when (TlsFailures.IsExpected(e))
        {
            throw Broken(e, Operation.Read);
        }

        // The framework tells a FIN without close_notify as an orderly end; the stream below has seen the difference.
        hasEnded = !stream.HasEnded;
        return hasEnded ? 0 : throw new FailureException(IsOnTrial
            ? new Failure(FailureKind.TlsFailed, Operation.Read) { Subject = Name, Problem = HandshakeProblem.OurCertificateRefused }
            : new Failure(FailureKind.CutShort, Operation.Read) { Subject = Name });
    }

    // One read gives one record. In a stream under way more of them are there already, and the next does not wait.
    private async ValueTask<int> ReadMoreAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        var count = LargestRecord;
        try
        {
            while (stream.Ahead > LargestRecord + MostOverhead && buffer.Length - count >= LargestRecord)
            {
                var more = await tls.ReadAsync(buffer[count..], cancellation);
                if (more == 0)
                {
                    break;
                }

                count += more;
            }
        }
        catch (Exception e) when (TlsFailures.IsExpected(e))
        {
            // What came before it is whole; the next read tells it.
            broken = Broken(e, Operation.Read);
        }
        catch (OperationCanceledException)
        {
            // What came before it has been taken from the peer and is given to whoever asked.
        }

        return count;
    }

    protected override async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            stream.Hold();
            await tls.WriteAsync(bytes, cancellation);
            await stream.ReleaseAsync(cancellation);
        }
        catch (Exception e) when (TlsFailures.IsExpected(e))
        {
            throw Broken(e, Operation.Write);
        }
    }

    protected override async ValueTask FinishAsync(CancellationToken cancellation)
    {
        try
        {
            await (isBroken ? Task.CompletedTask : AnnounceEndAsync(cancellation));
        }
        catch (Exception e) when (TlsFailures.IsExpected(e))
        {
            throw Broken(e, Operation.Write);
        }

        await carrier.CompleteWritesAsync(cancellation);
    }

    private async Task AnnounceEndAsync(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            // What it writes is held: waiting for room here would keep the reader from making some.
            stream.Hold();
            await tls.ShutdownAsync();
        }
        finally
        {
            turn.Release();
        }

        await stream.ReleaseAsync(cancellation);
    }

    // After it nothing can be said any more that the peer could read.
    private FailureException Broken(Exception error, Operation operation)
    {
        isBroken = true;
        return TlsFailures.From(error, stream, Name, operation);
    }

    protected override async ValueTask ReleaseAsync()
    {
        await tls.DisposeAsync();
        await stream.DisposeAsync();
    }
}
