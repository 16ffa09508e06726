using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace SockTool.Core.Native;

/// <summary>posix_spawn(3) and its attributes. These functions return the error number; they do not set errno.</summary>
[UnsupportedOSPlatform("windows")]
internal static unsafe partial class SpawnLibc
{
    [LibraryImport("libc")]
    internal static partial int posix_spawnp(out int pid, byte* file, void* actions, void* attributes, byte** argv, byte** envp);

    [LibraryImport("libc")]
    internal static partial int posix_spawnattr_init(void* attributes);

    [LibraryImport("libc")]
    internal static partial int posix_spawnattr_destroy(void* attributes);

    [LibraryImport("libc")]
    internal static partial int posix_spawnattr_setflags(void* attributes, short flags);

    [LibraryImport("libc")]
    internal static partial int posix_spawnattr_setpgroup(void* attributes, int group);

    [LibraryImport("libc")]
    internal static partial int posix_spawnattr_setsigdefault(void* attributes, void* signals);

    [LibraryImport("libc")]
    internal static partial int posix_spawnattr_setsigmask(void* attributes, void* signals);

    [LibraryImport("libc")]
    internal static partial int posix_spawn_file_actions_init(void* actions);

    [LibraryImport("libc")]
    internal static partial int posix_spawn_file_actions_destroy(void* actions);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int posix_spawn_file_actions_addopen(void* actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport("libc")]
    internal static partial int posix_spawn_file_actions_adddup2(void* actions, int source, int target);

    /// <summary>macOS only: keeps a descriptor that <c>POSIX_SPAWN_CLOEXEC_DEFAULT</c> would close.</summary>
    [LibraryImport("libc")]
    internal static partial int posix_spawn_file_actions_addinherit_np(void* actions, int descriptor);

    [LibraryImport("libc")]
    internal static partial int sigemptyset(void* signals);

    [LibraryImport("libc")]
    internal static partial int sigdelset(void* signals, int signal);
}
