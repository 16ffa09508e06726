using System.Net.Sockets;
using System.Text;
using SockTool.Core.Native;

namespace SockTool.Terminal;

/// <summary>
/// Whoever runs us as a service and wants to know how far we are: sd_notify(3), a datagram to the Unix socket that
/// NOTIFY_SOCKET names. That it cannot be told ends nothing.
/// </summary>
internal sealed class ServiceManager(EventLog events)
{
    public const string Variable = "NOTIFY_SOCKET";

    // A manager that is busy gets a moment; a run does not hang on it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly string? address = Platform.HasDescriptors && Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;

    public void TellReady() => Tell("READY=1");

    public void TellStopping() => Tell("STOPPING=1");

    private void Tell(string state)
    {
        if (address is null)
        {
            return;
        }

        if (TrySend(address, state) is var errno and not 0)
        {
            events.NotNotified(address, state, errno);
        }
        else
        {
            events.Notified(address, state);
        }
    }

    /// <summary>0 or the errno. Not the framework's own sending, which tells ENOENT as EADDRNOTAVAIL.</summary>
    private static int TrySend(string address, string state)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { SendTimeout = (int)Patience.TotalMilliseconds };
            var manager = new UnixDomainSocketEndPoint(address is ['@', .. var name] ? $"\0{name}" : address);
            return Math.Max(0, -DatagramCalls.SendTo((int)socket.Handle, Encoding.ASCII.GetBytes(state), manager.Serialize()));
        }
        catch (SocketException error)
        {
            return error.NativeErrorCode;
        }
        catch (ArgumentException)
        {
            // Longer than a Unix socket's address can be.
            return Errno.InvalidArgument;
        }
    }
}
