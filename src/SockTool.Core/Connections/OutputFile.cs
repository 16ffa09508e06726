using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>Opens files to write: as descriptors where the system has these, else as streams.</summary>
internal static class OutputFile
{
    private const int Usual = 0x1b6; // 0666, less umask(2)
    private const int OursAlone = 0x180; // 0600

    /// <summary>The open file, which is to be disposed.</summary>
    /// <param name="path">Its name. A symbolic link is refused.</param>
    /// <param name="opening">What is expected of it.</param>
    /// <param name="asked">The name that a failure tells.</param>
    /// <exception cref="FailureException">It cannot be opened like that; kind OutputUnwritable.</exception>
    public static IKernelOutput Open(string path, FileOpening opening, string asked) =>
        Platform.HasDescriptors ? OpenDescriptor(path, opening, asked) : OpenStream(path, opening, asked);

    /// <summary>Gives a file the name of another, which is no more.</summary>
    /// <exception cref="FailureException">It keeps its own; kind OutputUnwritable.</exception>
    public static void Rename(string from, string to)
    {
        if (Platform.HasDescriptors)
        {
            if (Libc.Rename(from, to) < 0)
            {
                throw Failed(to, Operation.Rename, Unix.LastError);
            }

            return;
        }

        try
        {
            File.Move(from, to, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed(to, Operation.Rename, e.HResult & 0xffff);
        }
    }

    public static FailureException Failed(string path, Operation operation, int errno) =>
        new(new Failure(FailureKind.OutputUnwritable, operation) { Subject = path, Errno = errno });

    private static DescriptorOutput OpenDescriptor(string path, FileOpening opening, string asked)
    {
        var flags = Unix.WriteOnly | Unix.CloseOnExec | Unix.NoFollow | opening switch
        {
            FileOpening.Existing => 0,
            FileOpening.Attended => Unix.NonBlocking,
            FileOpening.Append => Unix.Create | Unix.Append,
            FileOpening.Over => Unix.Create | Unix.Truncate,
            _ => Unix.Create | Unix.Exclusive,
        };
        var descriptor = DescriptorLibc.Open(path, flags, opening == FileOpening.Private ? OursAlone : Usual);
        return descriptor >= 0 ? new DescriptorOutput(descriptor, asked) : throw Failed(asked, Operation.Open, Unix.LastError);
    }

    private static StreamFile OpenStream(string path, FileOpening opening, string asked)
    {
        var mode = opening switch
        {
            FileOpening.Existing or FileOpening.Attended => FileMode.Open,
            FileOpening.Append => FileMode.Append,
            FileOpening.Over => FileMode.Create,
            _ => FileMode.CreateNew,
        };
        try
        {
            return new StreamFile(new FileStream(path, mode, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0), asked);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed(asked, Operation.Open, e.HResult & 0xffff);
        }
    }
}
