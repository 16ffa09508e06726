using SockTool.Core.Transports.Tls;

namespace SockTool.Core.Tests.Transports.Tls;

public sealed class TlsAlertTests
{
    [Theory]
    [InlineData("error:0A000410:SSL routines::sslv3 alert handshake failure", 40)]
    [InlineData("error:0A00045C:SSL routines::tlsv13 alert certificate required", 116)]
    [InlineData("error:0A0000C1:SSL routines::no shared cipher", null)]
    [InlineData("error:0A0C0103:SSL routines::internal error", null)]
    public void An_alert_is_what_the_peer_has_sent_and_no_error_within_OpenSSL(string text, int? number) =>
        Assert.Equal(number, TlsAlert.Received(new IOException("outside", new IOException(text)))?.Number);
}
