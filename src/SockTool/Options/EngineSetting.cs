using SockTool.Core.Sessions;

namespace SockTool.Options;

/// <summary>
/// <c>SOCK_ENGINE=buffer</c> keeps the kernel from moving bytes by itself: for tests, and to see which of the two a
/// fault is in. It is no option because nothing that is promised depends on it.
/// </summary>
internal static class EngineSetting
{
    public static PumpEngine InForce => Environment.GetEnvironmentVariable("SOCK_ENGINE") == "buffer" ? PumpEngine.Buffer : PumpEngine.Fastest;
}
