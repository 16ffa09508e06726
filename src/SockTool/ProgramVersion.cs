using System.Reflection;

namespace SockTool;

/// <summary>This program's version, as it was built.</summary>
internal static class ProgramVersion
{
    public static string Text => typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
