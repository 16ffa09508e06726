using System.Reflection;

namespace SockTool;

/// <summary>This program's version, as it was built.</summary>
internal static class ProgramVersion
{
    /// <summary>When this version was made: the manual's date.</summary>
    public const string Date = "2026-11-28";

    public static string Text => typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
