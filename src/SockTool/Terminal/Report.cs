using SockTool.Core.Connections;
using SockTool.Core.Sessions;
using SockTool.Options;

namespace SockTool.Terminal;

/// <summary>What is said when a run is over: the account that was asked for, and the failure if there was one.</summary>
internal sealed class Report(Voice voice, SeeingSettings seeing)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // A signal ends the run within a second.
    private static readonly TimeSpan PatienceAfterSignal = TimeSpan.FromMilliseconds(300);

    private ClosingFile? verdictFile;

    private Messages Messages => voice.Messages;

    /// <summary>Before the run: what cannot be written at its end is not to be learned only then.</summary>
    /// <exception cref="FailureException">The verdict's file cannot be written; kind OutputUnwritable.</exception>
    public void Prepare() => verdictFile = seeing.VerdictFile is { } path ? ClosingFile.At(path) : null;

    public void Give(Verdict verdict)
    {
        if (seeing.Format == LogFormat.Json)
        {
            voice.Raw(VerdictJson.Write(verdict, Messages.Common));
        }
        else
        {
            TellStatistics(verdict);
            TellDigest(verdict);
            TellFailure(verdict);
        }

        WriteVerdictFile(verdict);
    }

    private void TellFailure(Verdict verdict)
    {
        if (verdict.Failure is { Kind: not FailureKind.ChildFailed } failure)
        {
            voice.Fail(failure);
        }
    }

    private void TellStatistics(Verdict verdict)
    {
        if (!seeing.Statistics)
        {
            return;
        }

        // Several sessions together last as long as the run.
        var duration = verdict is { HasManyClients: false, Sessions: [var only] } ? only.Duration : verdict.Timings.Total;
        voice.Tell(Messages.Sent(verdict.BytesSent, duration));
        voice.Tell(Messages.Received(verdict.BytesReceived, duration));
        if (verdict is { IsServer: false, Timings.Connect: { } connect })
        {
            voice.Tell(Messages.ConnectedIn(connect));
        }

        if (verdict is { HasManyClients: false, Sessions: [{ To: { } to, Connect: { } took }] })
        {
            voice.Tell(Messages.ConnectedIn(to, took));
        }

        if (verdict is { HasManyClients: false, Sessions: [.., { Tcp: { } tcp }] })
        {
            voice.Tell(Messages.RoundTrip(TimeSpan.FromMicroseconds(tcp.RoundTripMicroseconds), tcp.Retransmits, tcp.CongestionWindow));
        }
    }

    private void TellDigest(Verdict verdict)
    {
        if (verdict.Digest is { } digest)
        {
            voice.Tell(Messages.DigestSent(digest.Sent));
            voice.Tell(Messages.DigestReceived(digest.Received));
        }
    }

    private void WriteVerdictFile(Verdict verdict)
    {
        try
        {
            verdictFile?.Write(VerdictJson.Write(verdict, Messages.Common), verdict.Failure?.Kind == FailureKind.Signalled ? PatienceAfterSignal : Patience);
        }
        catch (FailureException failed) when (verdict.Failure is not null)
        {
            // The run's own exit code stands: it is the more telling one.
            voice.Fail(failed.Failure);
        }
    }
}
