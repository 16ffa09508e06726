using System.Text.Json;
using System.Text.RegularExpressions;
using SockTool.Core.Connections;

namespace SockTool.Tests;

/// <summary>The schemas in docs/ name everything that the sources can write, and nothing else.</summary>
public sealed partial class SchemaCoverageTests
{
    [Fact]
    public void Every_event_is_described_and_every_description_is_of_an_event()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "SockTool", "Terminal"), "EventLog*.cs").Select(File.ReadAllText);
        var told = sources.SelectMany(text => EventName().Matches(text)).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var described = Schema("events").GetProperty("$defs").GetProperty("event").GetProperty("properties").GetProperty("event").GetProperty("enum").EnumerateArray().Select(name => name.GetString()!).ToHashSet(StringComparer.Ordinal);
        Assert.InRange(told.Count, 50, 200);
        Assert.Equal(told.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
        var definitions = Schema("events").GetProperty("$defs");
        Assert.All(described, name => Assert.Equal(name, definitions.GetProperty(name).GetProperty("properties").GetProperty("event").GetProperty("const").GetString()));
    }

    [Fact]
    public void Every_cause_is_described_and_every_description_is_of_a_cause()
    {
        var told = Enum.GetValues<FailureKind>().Select(kind => ExitCodes.CauseOf(new Failure(kind, Operation.Run))).Append(ExitCodes.CauseOf(null)).Distinct(StringComparer.Ordinal);
        var described = Schema("verdict").GetProperty("$defs").GetProperty("cause").GetProperty("enum").EnumerateArray().Select(cause => cause.GetString()!);
        Assert.Equal(told.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    private static JsonElement Schema(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", $"{name}.schema.json"))).RootElement;

    /// <summary>The name stands behind who wants to know, or first, or behind the time of a story.</summary>
    [GeneratedRegex(@"\b((Tell(UnlessQuiet|Story)?|LineOf))\(\s*((clients == Clients\.Many \? Verbosity\.\w+ : )?Verbosity\.\w+, |time, |new StoryTime\(client, TimeSpan\.Zero\), )?""(?<name>[a-z-]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex EventName();
}
