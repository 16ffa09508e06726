using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SockTool.Core.Native;

/// <summary>How writing to a descriptor behaves.</summary>
internal enum OutputKind
{
    /// <summary>Always ready: a regular file, a block device, a device that is no terminal.</summary>
    Storage,

    /// <summary>A pipe or a terminal: fills up, and can be opened again by its number.</summary>
    Stream,

    /// <summary>A socket: fills up.</summary>
    Socket,
}

/// <summary>
/// What a file is and which one it is, by stat(2): a name may point elsewhere by the time it is used again. A new file often
/// gets the number of one that was just deleted; its birth tells them apart.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Device">The file system it is on.</param>
/// <param name="Inode">Its number there, at this time.</param>
/// <param name="Owner">The user it belongs to.</param>
/// <param name="Birth">When it was made; zero where the file system does not know.</param>
internal sealed partial record FileIdentity(FileKind Kind, long Device, long Inode, uint Owner, (long Seconds, uint Nanoseconds) Birth)
{
    // STATX_BASIC_STATS and STATX_BTIME.
    private const uint Everything = 0xfff;

    private const int CurrentDirectory = -100;
    private const int EmptyPath = 0x1000;
    private const int NoFollow = 0x100;

    /// <summary>The file that <paramref name="path"/> names now, a symbolic link itself and not its target; null where there is none.</summary>
    public static unsafe FileIdentity? OfPath(string path)
    {
        if (!Platform.HasDescriptors)
        {
            return ByName(path);
        }

        var answer = stackalloc byte[256];
        if (OperatingSystem.IsMacOS())
        {
            return LinkStatMacOS(path, answer) == 0 ? ParseMacOS(answer) : null;
        }

        return StatLinux(CurrentDirectory, path, NoFollow, Everything, answer) == 0 ? ParseLinux(answer) : null;
    }

    /// <summary>What a read of <paramref name="path"/> would be a read of, behind all links; null where there is nothing.</summary>
    public static unsafe FileKind? KindBehind(string path)
    {
        var answer = stackalloc byte[256];
        if (OperatingSystem.IsMacOS())
        {
            return TargetStatMacOS(path, answer) == 0 ? ParseMacOS(answer).Kind : null;
        }

        return StatLinux(CurrentDirectory, path, 0, Everything, answer) == 0 ? ParseLinux(answer).Kind : null;
    }

    public static unsafe FileIdentity? OfDescriptor(int descriptor)
    {
        var answer = stackalloc byte[256];
        if (OperatingSystem.IsMacOS())
        {
            return StatMacOS(descriptor, answer) == 0 ? ParseMacOS(answer) : null;
        }

        return StatLinux(descriptor, "", EmptyPath, Everything, answer) == 0 ? ParseLinux(answer) : null;
    }

    /// <summary>
    /// Whether <paramref name="descriptor"/> is the null device, whichever <c>/dev</c> it was opened in: 1:3 on Linux (null(4), devices.txt
    /// of the kernel); elsewhere the one that this process sees.
    /// </summary>
    public static unsafe bool IsNull(int descriptor)
    {
        if (!Platform.HasDescriptors)
        {
            return false;
        }

        var answer = stackalloc byte[256];
        return OperatingSystem.IsMacOS() ? OfDescriptor(descriptor) is { Kind: FileKind.CharacterDevice } device && device == OfPath("/dev/null")
            : StatLinux(descriptor, "", EmptyPath, Everything, answer) == 0 && ParseLinux(answer).Kind == FileKind.CharacterDevice
                && BinaryPrimitives.ReadInt64LittleEndian(new ReadOnlySpan<byte>(answer + 128, 8)) == (1 | (3L << 32));
    }

    /// <summary>The length of an open file in bytes; Linux only.</summary>
    public static unsafe long LengthOf(int descriptor)
    {
        var answer = stackalloc byte[256];
        return StatLinux(descriptor, "", EmptyPath, Everything, answer) == 0 ? BinaryPrimitives.ReadInt64LittleEndian(new ReadOnlySpan<byte>(answer + 40, 8)) : -1;
    }

    public static OutputKind KindOf(int descriptor) => OfDescriptor(descriptor)?.Kind switch
    {
        FileKind.Pipe => OutputKind.Stream,
        FileKind.Socket => OutputKind.Socket,
        FileKind.CharacterDevice => Platform.HasDescriptors && TerminalMode.IsTerminal(descriptor) ? OutputKind.Stream : OutputKind.Storage,
        _ => OutputKind.Storage,
    };

    // Without stat(2) a file has no number: when it was made has to tell it from another. A device is known by its name.
    private static FileIdentity? ByName(string path)
    {
        var (file, full) = (new FileInfo(path), Path.GetFullPath(path));
        var isDevice = full.StartsWith(@"\\.\", StringComparison.Ordinal) || full.StartsWith("/dev/", StringComparison.Ordinal);
        var kind = isDevice ? FileKind.CharacterDevice
            : file.LinkTarget is not null ? FileKind.SymbolicLink
            : Directory.Exists(path) ? FileKind.Directory
            : FileKind.Regular;
        return kind != FileKind.Regular || file.Exists ? new FileIdentity(kind, 0, 0, 0, (file.CreationTimeUtc.Ticks, 0)) : null;
    }

    // struct statx of statx(2): the same on every Linux architecture.
    private static unsafe FileIdentity ParseLinux(byte* answer) => new(
        (FileKind)(BinaryPrimitives.ReadUInt16LittleEndian(new ReadOnlySpan<byte>(answer + 28, 2)) & 0xf000),
        BinaryPrimitives.ReadInt64LittleEndian(new ReadOnlySpan<byte>(answer + 136, 8)),
        BinaryPrimitives.ReadInt64LittleEndian(new ReadOnlySpan<byte>(answer + 32, 8)),
        BinaryPrimitives.ReadUInt32LittleEndian(new ReadOnlySpan<byte>(answer + 20, 4)),
        TimeAt(answer + 80));

    // struct stat of XNU's sys/stat.h with 64-bit inodes.
    private static unsafe FileIdentity ParseMacOS(byte* answer) => new(
        (FileKind)(BinaryPrimitives.ReadUInt16LittleEndian(new ReadOnlySpan<byte>(answer + 4, 2)) & 0xf000),
        BinaryPrimitives.ReadInt32LittleEndian(new ReadOnlySpan<byte>(answer, 4)),
        BinaryPrimitives.ReadInt64LittleEndian(new ReadOnlySpan<byte>(answer + 8, 8)),
        BinaryPrimitives.ReadUInt32LittleEndian(new ReadOnlySpan<byte>(answer + 16, 4)),
        TimeAt(answer + 80));

    // struct statx_timestamp, and struct timespec of a system with 64-bit times: the nanoseconds stand behind eight bytes of seconds.
    private static unsafe (long Seconds, uint Nanoseconds) TimeAt(byte* time) =>
        (BinaryPrimitives.ReadInt64LittleEndian(new ReadOnlySpan<byte>(time, 8)), BinaryPrimitives.ReadUInt32LittleEndian(new ReadOnlySpan<byte>(time + 8, 4)));

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int StatLinux(int directory, string path, int flags, uint mask, byte* answer);

    [LibraryImport("libc", EntryPoint = "fstat", SetLastError = true)]
    private static unsafe partial int StatMacOS(int descriptor, byte* answer);

    [LibraryImport("libc", EntryPoint = "stat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int TargetStatMacOS(string path, byte* answer);

    [LibraryImport("libc", EntryPoint = "lstat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int LinkStatMacOS(string path, byte* answer);
}

/// <summary>S_IFMT of inode(7).</summary>
internal enum FileKind
{
    None = 0,
    Pipe = 0x1000,
    CharacterDevice = 0x2000,
    Directory = 0x4000,
    BlockDevice = 0x6000,
    Regular = 0x8000,
    SymbolicLink = 0xa000,
    Socket = 0xc000,
}
