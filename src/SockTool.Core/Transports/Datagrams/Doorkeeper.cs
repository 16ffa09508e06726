using System.Net;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports.Datagrams;

/// <summary>Looks at each new sender before it gets a place among the peers.</summary>
internal static class Doorkeeper
{
    /// <summary>Whether <paramref name="sender"/> may be a client; who may not hears nothing.</summary>
    public static bool LetsIn(SocketAddress sender, SocketSettings settings)
    {
        if (settings.Admission is not { } admission)
        {
            return true;
        }

        var peer = sender.ToEndPoint();
        if (admission.Admits(peer))
        {
            return true;
        }

        settings.Observer.DatagramDenied(SocketNames.Of(peer));
        return false;
    }
}
