using System.Runtime.InteropServices;

namespace SockTool.Core.Native;

/// <summary>Whether a program could be started now, asked as posix_spawnp(3) will ask: before anybody waits for it.</summary>
public static partial class ProgramSearch
{
    private const int MayExecute = 1; // X_OK of access(2)
    private const string UsualPath = "/bin:/usr/bin"; // of who has no PATH; execvp(3)

    /// <summary>0, or the number of the error that starting <paramref name="program"/> would meet.</summary>
    /// <param name="program">A path, or a name without a slash to look for.</param>
    /// <param name="path">Our PATH; null where there is none.</param>
    /// <remarks>What only loading it would show, as a script without its interpreter, is not seen.</remarks>
    public static int ErrorOf(string program, string? path)
    {
        if (program.Contains('/', StringComparison.Ordinal))
        {
            return ErrorAt(program);
        }

        var folders = (path ?? UsualPath).Split(':');
        var errors = folders.Select(folder => ErrorAt(Path.Combine(folder, program))).ToList();
        return errors.Contains(0) ? 0 : errors.Contains(Errno.NotPermitted) ? Errno.NotPermitted : Errno.NotThere;
    }

    private static int ErrorAt(string path) =>
        access(path, MayExecute) < 0 ? Unix.LastError
        : FileIdentity.KindBehind(path) == FileKind.Regular ? 0
        : Errno.NotPermitted;

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int access(string path, int mode);
}
