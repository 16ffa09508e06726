using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace SockTool.Core.Tests;

/// <summary>One file under src/, as text: enough of C# to see who names whom.</summary>
internal sealed partial class SourceFile
{
    private SourceFile(string root, string path)
    {
        Lines = File.ReadAllLines(path);
        Code = Comment().Replace(string.Join('\n', Lines), "");
        Path = System.IO.Path.GetRelativePath(root, path).Replace('\\', '/');
        Folder = System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '.').Replace('/', '.');
        Body = HeaderLine().Replace(Code, "");
        Namespace = NamespaceLine().Match(Code).Groups["name"].Value;
    }

    /// <summary>From src/ on, with slashes.</summary>
    public string Path { get; }

    /// <summary>Its folder, written as a namespace: <c>SockTool.Core.Endpoints</c>.</summary>
    public string Folder { get; }

    public string Namespace { get; }

    public IReadOnlyList<string> Lines { get; }

    /// <summary>The text without comments.</summary>
    public string Code { get; }

    /// <summary>The code without its usings and its namespace.</summary>
    private string Body { get; }

    public static IReadOnlyList<SourceFile> All([CallerFilePath] string here = "")
    {
        var root = System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "..", "..", "src"));
        return [.. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(root, path))];
    }

    public bool Says(string pattern) => Says(pattern, Code);

    /// <summary>The namespaces of ours that it uses or qualifies a name with: those of usings, and the parts before a name.</summary>
    public IReadOnlyList<string> Names(IEnumerable<string> namespaces) => [.. namespaces
        .Where(one => one != Namespace)
        .Where(one => Says($@"^using ({Regex.Escape(one)}|static {Regex.Escape(one)}\.\w+);") || IsQualifiedWith(one))];

    // Within SockTool.Core, Native.Errno is SockTool.Core.Native.Errno; a property of that name has something before its dot, or a bracket after it.
    private bool IsQualifiedWith(string one) =>
        one.StartsWith("SockTool.Core.", StringComparison.Ordinal)
        && Says($@"(?<![.\w])((SockTool\.)?Core\.)?{Regex.Escape(one["SockTool.Core.".Length..])}\.[A-Z]\w*\b(?!\()", Body);

    private static bool Says(string pattern, string text) => Regex.IsMatch(text, pattern, RegexOptions.ExplicitCapture | RegexOptions.Multiline, TimeSpan.FromSeconds(5));

    [GeneratedRegex(@"(?<!:)//[^\n]*|/\*.*?\*/", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^(using|namespace) [^\n]*;$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex HeaderLine();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex NamespaceLine();
}
