using System.Globalization;
using System.Runtime.Versioning;

namespace SockTool.Core.Native;

/// <summary>What /proc tells about process groups: proc_pid_stat(5).</summary>
[SupportedOSPlatform("linux")]
internal static class ProcessTable
{
    /// <summary>Whether a group has members and all of them have ended, and only their parents have not noticed yet.</summary>
    internal static bool HasOnlyZombies(int group)
    {
        var states = Directory.EnumerateDirectories("/proc")
            .Where(path => char.IsAsciiDigit(path[^1]))
            .Select(path => StateWithin(group, path))
            .Where(state => state is not null)
            .ToList();
        return states.Count > 0 && states.TrueForAll(state => state is 'Z' or 'X');
    }

    private static char? StateWithin(int group, string path)
    {
        try
        {
            // pid (command) state parent group …; the command may have spaces and brackets.
            var stat = File.ReadAllText(Path.Combine(path, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ', 4);
            return int.Parse(fields[2], CultureInfo.InvariantCulture) == group ? fields[0][0] : null;
        }
        catch (Exception ended) when (ended is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
