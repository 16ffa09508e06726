using System.Runtime.InteropServices;
using SockTool.Core.Native;

namespace SockTool;

/// <summary>For tests (SOCK_PLATFORM): Linux runs what another system has to run, and where that has no libc there is none.</summary>
internal static class ImitatedPlatform
{
    /// <summary>Must be called before anybody asks <see cref="Platform"/>.</summary>
    public static void Enter()
    {
        if (Environment.GetEnvironmentVariable("SOCK_PLATFORM") is { Length: > 0 } ways)
        {
            AppContext.SetData(Platform.Setting, ways);
            NativeLibrary.SetDllImportResolver(typeof(Platform).Assembly, (library, _, _) => Platform.HasDescriptors ? 0 : throw new DllNotFoundException(library));
        }
    }
}
