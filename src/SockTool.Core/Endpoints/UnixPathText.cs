using System.Text;

namespace SockTool.Core.Endpoints;

/// <summary>Reads what follows <c>unix:</c>.</summary>
internal static class UnixPathText
{
    /// <summary>Octets of UTF-8: <c>sun_path</c> is 108 on Linux and Windows, 104 on macOS, of which the NUL takes one.</summary>
    public static int LongestPath { get; } = OperatingSystem.IsMacOS() ? 103 : 107;

    public static EndpointReading Read(string word, string text)
    {
        var isAbstract = text.StartsWith('@');
        var path = isAbstract ? text[1..] : text;
        return path switch
        {
            "" => new(ParseProblemKind.UnixPathEmpty, word),
            _ when path.Contains('\0', StringComparison.Ordinal) => new(ParseProblemKind.UnixPathHasNul, path),
            _ when Encoding.UTF8.GetByteCount(path) > LongestPath => new(ParseProblemKind.UnixPathTooLong, path),
            _ when isAbstract && !OperatingSystem.IsLinux() => new(ParseProblemKind.UnixAbstractNotOnThisSystem, path),
            _ => new(new UnixEndpoint(path, isAbstract)),
        };
    }
}
