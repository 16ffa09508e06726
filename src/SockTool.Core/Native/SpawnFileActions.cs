using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace SockTool.Core.Native;

/// <summary>Gives a child its descriptors 0 to 2 and, where the system can, closes all others in it.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed unsafe class SpawnFileActions : IDisposable
{
    private const int ReadWrite = 2; // O_RDWR, the same everywhere
    private readonly string program;
    private readonly List<BorrowedDescriptor> borrowed = [];

    internal SpawnFileActions(ChildStart start)
    {
        program = start.Program;
        Memory = NativeMemory.AllocZeroed(SpawnAttributes.OpaqueSize);
        try
        {
            Check(SpawnLibc.posix_spawn_file_actions_init(Memory));
            Provide(start.StandardInput, 0);
            Provide(start.StandardOutput, 1);
            Provide(start.StandardError, 2);
            CloseOthers();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    internal void* Memory { get; }

    public void Dispose()
    {
        borrowed.ForEach(descriptor => descriptor.Dispose());
        _ = SpawnLibc.posix_spawn_file_actions_destroy(Memory);
        NativeMemory.Free(Memory);
    }

    private void Provide(ChildDescriptor end, int target)
    {
        if (end.Source == ChildDescriptorSource.Nothing)
        {
            Check(SpawnLibc.posix_spawn_file_actions_addopen(Memory, target, "/dev/null", ReadWrite, 0));
        }
        else if (end.Handle is not null)
        {
            var source = new BorrowedDescriptor(end.Handle, program);
            borrowed.Add(source);
            Check(SpawnLibc.posix_spawn_file_actions_adddup2(Memory, source.Number, target));
        }
        else if (OperatingSystem.IsMacOS() && OwnDescriptors.IsOpen(target))
        {
            Check(SpawnLibc.posix_spawn_file_actions_addinherit_np(Memory, target));
        }
    }

    private void CloseOthers()
    {
        if (OperatingSystem.IsMacOS())
        {
            return; // POSIX_SPAWN_CLOEXEC_DEFAULT has said so
        }

        // glibc 2.34; musl has no such function. Actions run in order, so this one comes last.
        if (NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "posix_spawn_file_actions_addclosefrom_np", out var closeFrom))
        {
            Check(((delegate* unmanaged<void*, int, int>)closeFrom)(Memory, 3));
        }
        else
        {
            OwnDescriptors.CloseOnExecFrom(3);
        }
    }

    private void Check(int error)
    {
        if (error != 0)
        {
            throw new ChildStartException(program, error);
        }
    }
}
