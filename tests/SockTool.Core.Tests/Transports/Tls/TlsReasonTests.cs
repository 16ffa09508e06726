using SockTool.Core.Transports.Tls;

namespace SockTool.Core.Tests.Transports.Tls;

/// <summary>Of the framework's texts only OpenSSL's own reason is told.</summary>
public sealed class TlsReasonTests
{
    [Theory]
    [InlineData("error:0A0000C1:SSL routines::no shared cipher", "no shared cipher")]
    [InlineData("error:0A000119:SSL routines:ssl3_get_record:decryption failed or bad record mac", "decryption failed or bad record mac")]
    [InlineData("Using SSL certificate failed with OpenSSL error - ee key too small.", "ee key too small")]
    [InlineData("SSL Handshake failed with OpenSSL error - SSL_ERROR_ZERO_RETURN.", "")]
    [InlineData("SSL Handshake failed with OpenSSL error - SSL_ERROR_SSL.", "")]
    [InlineData("Cannot determine the frame size or a corrupted frame was received.", "")]
    public void The_reason_is_what_OpenSSL_calls_it(string text, string reason) => Assert.Equal(reason, TlsReason.In(new IOException("outside", new IOException(text))));

    [Fact]
    public void An_orderly_end_is_known_by_its_number() => Assert.Equal(
        (true, false),
        (TlsReason.IsFarewell(new IOException("", new IOException("SSL Handshake failed with OpenSSL error - SSL_ERROR_ZERO_RETURN."))), TlsReason.IsFarewell(new IOException("SSL_ERROR_SSL"))));
}
