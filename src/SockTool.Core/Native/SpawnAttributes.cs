using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace SockTool.Core.Native;

/// <summary>
/// The attributes of every child: default dispositions (the runtime ignores SIGPIPE, and ignored signals survive
/// exec), an empty mask, a process group of its own and, on macOS, no descriptors but those named.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed unsafe class SpawnAttributes : IDisposable
{
    private const short SetGroup = 0x02;
    private const short SetDefaultSignals = 0x04;
    private const short SetMask = 0x08;
    private const short CloseByDefault = 0x4000; // POSIX_SPAWN_CLOEXEC_DEFAULT, <spawn.h> of macOS

    // posix_spawnattr_t: 336 bytes on glibc and musl (64-bit), a pointer on macOS. sigset_t: 128 bytes, 4 on macOS.
    internal const int OpaqueSize = 512;
    private const int SignalSetSize = 128;

    internal SpawnAttributes(string program)
    {
        Memory = NativeMemory.AllocZeroed(OpaqueSize);
        var error = SpawnLibc.posix_spawnattr_init(Memory);
        error = error != 0 ? error : Fill();
        if (error != 0)
        {
            Dispose();
            throw new ChildStartException(program, error);
        }
    }

    internal void* Memory { get; }

    public void Dispose()
    {
        _ = SpawnLibc.posix_spawnattr_destroy(Memory);
        NativeMemory.Free(Memory);
    }

    private int Fill()
    {
        var none = stackalloc byte[SignalSetSize];
        _ = SpawnLibc.sigemptyset(none);
        var all = stackalloc byte[SignalSetSize];
        // Not sigfillset(3): it leaves out libc's own signals 32 and 33, which posix_spawn then makes ignored (glibc 2.36).
        new Span<byte>(all, SignalSetSize).Fill(byte.MaxValue);
        _ = SpawnLibc.sigdelset(all, ChildSignals.Kill);
        _ = SpawnLibc.sigdelset(all, ChildSignals.Stop);

        var flags = SetGroup | SetDefaultSignals | SetMask | (OperatingSystem.IsMacOS() ? CloseByDefault : 0);
        int[] errors =
        [
            SpawnLibc.posix_spawnattr_setflags(Memory, (short)flags),
            SpawnLibc.posix_spawnattr_setpgroup(Memory, 0),
            SpawnLibc.posix_spawnattr_setsigdefault(Memory, all),
            SpawnLibc.posix_spawnattr_setsigmask(Memory, none),
        ];
        return Array.Find(errors, error => error != 0);
    }
}
