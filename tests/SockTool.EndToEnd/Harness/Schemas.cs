using System.Text.Json;
using Json.Schema;

namespace SockTool.EndToEnd.Harness;

/// <summary>The schemas that docs/ promises, as a library that others wrote understands them.</summary>
internal static class Schemas
{
    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List };

    public static JsonSchema Verdict { get; } = Load("verdict");

    public static JsonSchema Events { get; } = Load("events");

    public static void Check(JsonSchema schema, string line)
    {
        using var json = JsonDocument.Parse(line);
        var result = schema.Evaluate(json.RootElement, Options);
        var wrong = (result.Details ?? []).Where(one => one.Errors is not null).SelectMany(one => one.Errors!.Select(error => $"{one.EvaluationPath} {one.InstanceLocation}: {error.Value}"));
        Assert.True(result.IsValid, $"{line}\n{string.Join('\n', wrong.Where(one => !one.Contains("/if", StringComparison.Ordinal)))}");
    }

    private static JsonSchema Load(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "docs", $"{name}.schema.json");
        return JsonSchema.FromText(File.ReadAllText(path), baseUri: new Uri($"file:///docs/{name}.schema.json"));
    }
}
