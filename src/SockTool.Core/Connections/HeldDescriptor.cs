using System.Globalization;
using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>
/// The kernel's names of descriptors that this process already holds (proc(5), /proc/pid/fd): <c>/dev/stdout</c>, <c>/dev/stderr</c>,
/// <c>/dev/fd/N</c>, as bash writes <c>&gt;(COMMAND)</c>, and <c>/proc/self/fd/N</c>. They are links, and not followed: the descriptor
/// itself is written, which nothing truncates and nothing is renamed over.
/// </summary>
internal static class HeldDescriptor
{
    private static readonly string[] Folders = ["/dev/fd/", "/proc/self/fd/"];

    /// <summary>The number of the descriptor that <paramref name="path"/> is the name of; null where it is a file's.</summary>
    public static int? NumberIn(string path) => !Platform.HasDescriptors ? null : path switch
    {
        "/dev/stdout" => StandardDescriptors.Output,
        "/dev/stderr" => StandardDescriptors.Error,
        _ when Array.Find(Folders, folder => path.StartsWith(folder, StringComparison.Ordinal)) is { } folder
            && int.TryParse(path.AsSpan(folder.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>The file behind <paramref name="path"/>, where it is such a name and that file has one of its own; else null.</summary>
    public static string? FileBehind(string path) =>
        NumberIn(path) is { } number && new FileInfo($"/proc/self/fd/{number}").LinkTarget is ['/', ..] target ? target : null;

    /// <exception cref="FailureException">It was not handed over to us, or not to be written; kind OutputUnwritable, EBADF.</exception>
    public static DescriptorOutput Open(int number, string asked) => StandardDescriptors.IsInherited(number) && Unix.IsWritable(number)
        ? new DescriptorOutput(StandardDescriptors.Hold(() => Unix.Duplicate(number)), asked)
        : throw OutputFile.Failed(asked, Operation.Open, Errno.BadDescriptor);
}
