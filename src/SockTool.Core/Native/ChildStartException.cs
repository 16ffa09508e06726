using System.Globalization;

namespace SockTool.Core.Native;

/// <summary>The program of a child could not be started.</summary>
public sealed class ChildStartException(string program, int errno)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"posix_spawnp({program}): errno {errno}"))
{
    public string Program { get; } = program;

    /// <summary>The errno of this system: ENOENT (no such program), EACCES, ENOEXEC (no <c>#!</c> line), E2BIG, EAGAIN, EMFILE, …</summary>
    public int Errno { get; } = errno;
}
