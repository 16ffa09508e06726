using System.Runtime.InteropServices;
using SockTool.Core.Native;

if (Environment.GetEnvironmentVariable("SOCK_PLATFORM") is { Length: > 0 } ways)
{
    // For tests: Linux runs what another system has to run, and where that has no libc there is none.
    AppContext.SetData(Platform.Setting, ways);
    NativeLibrary.SetDllImportResolver(typeof(Platform).Assembly, (library, _, _) => Platform.HasDescriptors ? 0 : throw new DllNotFoundException(library));
}

return await SockTool.SockApp.RunAsync(args);
