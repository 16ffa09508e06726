using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SockTool.Core.Native;

/// <summary>RLIMIT_NOFILE (getrlimit(2)) and what of it is left for connections.</summary>
public static partial class DescriptorLimit
{
    // Kept free so that accept(2) never takes the last one: a verdict file, a pipe; and with a just-in-time compiler each
    // assembly that is loaded later takes two for good (measured on .NET 10), without which a session cannot go on.
    private static readonly int Reserve = RuntimeFeature.IsDynamicCodeSupported ? 24 : 8;

    private const long Unlimited = 1_000_000;

    /// <summary>The most descriptors that this process may have open.</summary>
    public static unsafe long Current
    {
        get
        {
            if (!Platform.HasDescriptors)
            {
                return Unlimited;
            }

            var limits = stackalloc ulong[2];
            return GetLimit(OperatingSystem.IsMacOS() ? 8 : 7, limits) == 0 && limits[0] < Unlimited ? (long)limits[0] : Unlimited;
        }
    }

    /// <summary>How many connections can be open at a time without coming near the limit; 0 for none.</summary>
    public static int RoomForConnections()
    {
        const string Mine = "/proc/self/fd";
        const int TypicalUse = 64;
        if (Platform.HasDescriptors)
        {
            Readiness.Prepare();
        }

        var used = Directory.Exists(Mine) ? Directory.GetFileSystemEntries(Mine).Length : TypicalUse;
        return (int)Math.Max(0, Current - used - Reserve);
    }

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    private static unsafe partial int GetLimit(int resource, ulong* limits);
}
