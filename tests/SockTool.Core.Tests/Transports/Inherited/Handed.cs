using System.Net.Sockets;
using System.Runtime.Versioning;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;

namespace SockTool.Core.Tests.Transports.Inherited;

/// <summary>A descriptor as a parent hands it over: open across execve(2).</summary>
internal static class Handed
{
    private const int SetDescriptorFlags = 2; // F_SETFD

    /// <summary>A copy of the number, which stays the test's.</summary>
    public static DescriptorEndpoint Over(Socket socket) => Over((int)socket.Handle);

    public static DescriptorEndpoint Over(int descriptor)
    {
        Skip.If(OperatingSystem.IsWindows());
#pragma warning disable CA1416 // skipped there
        return OnUnix(descriptor);
#pragma warning restore CA1416
    }

    [UnsupportedOSPlatform("windows")]
    private static DescriptorEndpoint OnUnix(int descriptor)
    {
        var copy = Unix.Checked(OwnDescriptors.DuplicateFrom(StandardDescriptors.Error + 1, descriptor));
        Unix.Checked(DescriptorLibc.Fcntl(copy, SetDescriptorFlags, 0));
        return new DescriptorEndpoint(copy);
    }
}
