using System.Text.RegularExpressions;

namespace SockTool.Core.Tests;

/// <summary>The arrows of ARCHITECTURE.md: who may name whom, over the text of src/.</summary>
public sealed class FloorTests
{
    private const string Core = "SockTool.Core";
    private const int LongestFile = 200;

    // A translation is a table that is looked up, not read through, and whoever makes one is to find all of it in one file.
    private static readonly string[] Translations = ["SockTool/Messages.Chinese.cs"];

    private static readonly IReadOnlyList<SourceFile> Sources = SourceFile.All();

    /// <summary>Each floor, and what it may stand on.</summary>
    private static readonly Dictionary<string, string[]> Floors = new(StringComparer.Ordinal)
    {
        ["Core.Endpoints"] = [],
        ["Core.Values"] = ["Core.Endpoints"],
        ["Core.Native"] = [],
        ["Core.Packets"] = ["Core.Native"],
        ["Core.Connections"] = ["Core.Endpoints", "Core.Values", "Core.Native"],
        ["Core.SessionFiles"] = ["Core.Endpoints", "Core.Values", "Core.Connections"],
        ["Core.Observers"] = ["Core.Endpoints", "Core.Values", "Core.Native", "Core.Connections", "Core.SessionFiles"],
        ["Core.Transports.SocketOptions"] = ["Core.Endpoints", "Core.Values", "Core.Native", "Core.Connections"],
        ["Core.Transports"] = ["Core.Endpoints", "Core.Values", "Core.Native", "Core.Connections", "Core.Transports.SocketOptions"],
        ["Core.Transports.Access"] = ["Core.Endpoints", "Core.Native", "Core.Connections", "Core.Transports"],
        ["Core.Transports.Tls"] = ["Core.Endpoints", "Core.Native", "Core.Connections", "Core.Transports"],
        ["Core.Transports.Proxies"] = ["Core.Endpoints", "Core.Values", "Core.Native", "Core.Connections", "Core.Transports"],
        ["Core.Transports.WebSockets"] = ["Core.Endpoints", "Core.Values", "Core.Native", "Core.Connections", "Core.Transports"],
        ["Core.Transports.Children"] = ["Core.Endpoints", "Core.Native", "Core.Connections", "Core.Transports"],
        ["Core.Transports.Inherited"] = ["Core.Endpoints", "Core.Native", "Core.Connections", "Core.Transports"],
        ["Core.Transports.Datagrams"] = ["Core.Endpoints", "Core.Native", "Core.Connections", "Core.Transports"],
        ["Core.Transports.Faults"] = ["Core.Endpoints", "Core.Values", "Core.Native", "Core.Connections", "Core.Transports"],
        ["Core.Sessions"] = ["Core.Endpoints", "Core.Values", "Core.Native", "Core.Connections", "Core.Observers", "Core.Transports"],
        ["Core.Replays"] = ["Core.Endpoints", "Core.Values", "Core.Native", "Core.Connections", "Core.SessionFiles", "Core.Observers", "Core.Sessions"],
        ["Options"] = ["Core.*"],
        ["Completions"] = [],
        ["Layout"] = [],
        ["Manual"] = ["Layout"],
        ["Terminal.LineEditing"] = ["Core.*", "Layout"],
        ["Terminal"] = ["Core.*", "Options", "Layout", "Terminal.LineEditing"],
        ["Catalogs"] = ["Core.*"],
        ["Commands"] = ["Core.*", "Options", "Terminal", "Catalogs", "Completions", "Layout", "Manual"],
    };

    private static readonly string[] Namespaces = [.. Sources.Select(source => source.Namespace).Where(one => one.Length > 0).Distinct(StringComparer.Ordinal)];

    [Fact]
    public void There_are_sources_to_look_at() => Assert.True(Sources.Count > 100, $"{Sources.Count} files");

    [Fact]
    public void Every_folder_has_a_floor() => AssertNone(
        Sources.Where(source => source.Folder != "SockTool" && !Floors.ContainsKey(FloorOf(source.Folder))).Select(source => source.Path));

    [Fact]
    public void Arrows_go_down() => AssertNone(
        from source in Sources
        where Floors.ContainsKey(FloorOf(source.Folder)) && source.Path is not "SockTool/Catalogs/CommandCatalog.cs" // the list of commands, which only SockApp reads
        from name in source.Names(Namespaces)
        where name.StartsWith($"{Core}.", StringComparison.Ordinal) || name.StartsWith("SockTool.", StringComparison.Ordinal)
        where !MayStandOn(FloorOf(source.Folder), FloorOf(name))
        select $"{source.Path} names {name}");

    [Fact]
    public void Core_never_names_the_tool() => AssertNone(
        from source in Sources
        where source.Folder.StartsWith(Core, StringComparison.Ordinal) && source.Says(@"\bSockTool\.(?!Core\b)\w")
        select source.Path);

    [Fact]
    public void Of_what_stands_beside_the_folders_only_the_app_names_them() => AssertNone(
        from source in Sources
        where source.Folder == "SockTool" && source.Path is not ("SockTool/SockApp.cs" or "SockTool/Program.cs")
        from name in source.Names(Namespaces)
        where !name.StartsWith(Core, StringComparison.Ordinal)
        select $"{source.Path} names {name}");

    [Fact]
    public void Only_catalogs_name_concrete_transports_and_observers() => AssertNone(
        from source in Sources
        where !source.Folder.StartsWith(Core, StringComparison.Ordinal) && source.Folder != "SockTool.Catalogs"
        from concrete in Concrete("Transports", "IConnector|IBinder").Concat(Concrete("Observers", "ISessionObserver")).Except(["ObserverGroup"], StringComparer.Ordinal)
        where source.Says($@"\b{concrete}\b")
        select $"{source.Path} names {concrete}");

    [Fact]
    public void Transports_and_observers_never_name_each_other() => AssertNone(
        from family in new[] { Concrete("Transports", "IConnector|IBinder"), Concrete("Observers", "ISessionObserver") }
        from one in family
        from other in family
        where one != other && Sources.Single(source => source.Path.EndsWith($"/{one}.cs", StringComparison.Ordinal)).Says($@"\b{other}\b")
        select $"{one} names {other}");

    [Fact]
    public void Only_native_imports_functions() => AssertNone(
        Sources.Where(source => source.Says(@"\[(LibraryImport|DllImport)\(") && source.Folder != $"{Core}.Native").Select(source => source.Path));

    [Fact]
    public void Only_terminal_says_console() => AssertNone(
        Sources.Where(source => source.Says(@"\bConsole\.") && !source.Folder.StartsWith("SockTool.Terminal", StringComparison.Ordinal)).Select(source => source.Path));

    [Fact]
    public void Only_the_exit_codes_and_the_app_know_the_numbers() => AssertNone(
        from source in Sources
        where !source.Folder.StartsWith(Core, StringComparison.Ordinal) && source.Path is not ("SockTool/ExitCodes.cs" or "SockTool/SockApp.cs")
        where source.Says(@"\bEnvironment\.Exit|(?<![\w.])(128|129|130|131|141|143)(?![\w.])")
        select source.Path);

    [Fact]
    public void A_namespace_is_its_folder() => AssertNone(
        from source in Sources
        where source.Namespace != source.Folder && source.Path != "SockTool/Program.cs"
        select $"{source.Path} is in {source.Namespace}");

    [Fact]
    public void No_file_is_longer_than_200_lines() => AssertNone(
        from source in Sources
        where source.Lines.Count > LongestFile && !Translations.Contains(source.Path, StringComparer.Ordinal)
        select $"{source.Path} has {source.Lines.Count} lines");

    private static string FloorOf(string name) => name == "SockTool" ? "" : name["SockTool.".Length..];

    private static bool MayStandOn(string floor, string other) =>
        floor == other || Floors[floor].Contains(other, StringComparer.Ordinal)
        || (other.StartsWith("Core.", StringComparison.Ordinal) && Floors[floor].Contains("Core.*", StringComparer.Ordinal));

    private static string[] Concrete(string folder, string contracts) =>
    [
        .. Sources.Where(source => source.Folder == $"{Core}.{folder}" || source.Folder.StartsWith($"{Core}.{folder}.", StringComparison.Ordinal))
            .Select(source => Regex.Match(source.Code, $@"class (?<name>\w+)\b[^{{]*:[^{{]*\b({contracts})\b", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)))
            .Where(match => match.Success)
            .Select(match => match.Groups["name"].Value),
    ];

    private static void AssertNone(IEnumerable<string> breaches)
    {
        var all = string.Join('\n', breaches.Distinct(StringComparer.Ordinal));
        Assert.True(all.Length == 0, all);
    }
}
