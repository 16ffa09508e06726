using System.Globalization;
using System.Security.Authentication;
using System.Security.Cryptography;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports.Tls;

/// <summary>The one place where what TLS throws becomes a failure with a reason.</summary>
internal static class TlsFailures
{
    // RFC 8446 section 5.1: change_cipher_spec to application_data.
    private const byte FirstContentType = 20;
    private const byte LastContentType = 23;

    public static bool IsExpected(Exception error) => error is AuthenticationException or IOException or CryptographicException;

    /// <summary>What went wrong on <paramref name="stream"/>; the verification's own fault stands before everything else.</summary>
    public static FailureException From(Exception error, ConnectionStream stream, string peer, Operation operation, Failure? fault = null)
    {
        // A failure of the carrier may come wrapped: it is its own.
        for (var inner = error; inner is not null; inner = inner.InnerException)
        {
            if (inner is FailureException carriers)
            {
                return carriers;
            }
        }

        if (fault is not null)
        {
            return new FailureException(fault with { Subject = peer });
        }

        var reason = TlsReason.In(error);
        var failure = new Failure(FailureKind.TlsFailed, operation) { Problem = HandshakeProblem.Broken, Found = reason };
        return new FailureException(failure switch
        {
            _ when TlsAlert.Received(error) is var (number, name) => failure with { Problem = HandshakeProblem.Alert, Number = number, Found = name },
            _ when stream.FirstByte is < FirstContentType or > LastContentType => failure with { Problem = HandshakeProblem.NotTls, Found = Describe(stream.FirstByte.Value) },
            _ when TlsReason.IsAboutOurCertificate(reason) => failure with { Problem = HandshakeProblem.OurCertificateUnfit },
            _ when TlsReason.IsFarewell(error) => failure with { Problem = HandshakeProblem.ClosedEarly },
            _ when TlsAlert.IsAboutVersion(error) => failure with { Problem = HandshakeProblem.OldVersion },
            _ when stream.HasEnded && operation == Operation.Handshake => failure with { Problem = HandshakeProblem.ClosedEarly },
            _ when stream.HasEnded => failure with { Kind = FailureKind.CutShort, Problem = HandshakeProblem.None, Found = "" },
            _ => failure,
        } with
        { Subject = peer });
    }

    private static string Describe(byte first) => string.Create(CultureInfo.InvariantCulture, $"0x{first:x2}");
}
