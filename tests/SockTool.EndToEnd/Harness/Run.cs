using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SockTool.EndToEnd.Harness;

/// <summary>A process that has ended.</summary>
internal sealed record Run(int ExitCode, byte[] Bytes, string Error, TimeSpan Elapsed)
{
    public string Output => Encoding.UTF8.GetString(Bytes);

    public IReadOnlyList<string> ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The lines that tell of a failure: exactly one for a run that failed.</summary>
    public IReadOnlyList<string> Failures => [.. ErrorLines.Where(line => line.StartsWith("sock: error:", StringComparison.Ordinal))];

    /// <summary>The last object of <c>--log-format json</c>.</summary>
    public JsonElement Verdict => JsonDocument.Parse(ErrorLines[^1]).RootElement;

    public Run Exits(params ReadOnlySpan<int> codes)
    {
        Assert.True(codes.Contains(ExitCode), string.Create(CultureInfo.InvariantCulture,
            $"exit {ExitCode} after {Elapsed.TotalSeconds:0.00} s, wanted {string.Join(" or ", codes.ToArray())}; stderr: {Error}; stdout: {(Bytes.Length > 500 ? $"{Bytes.Length} bytes" : Output)}"));
        return this;
    }

    /// <summary>One line says what failed, and it has these words.</summary>
    public Run Says(params ReadOnlySpan<string> words)
    {
        var line = Assert.Single(Failures);
        foreach (var word in words)
        {
            Assert.Contains(word, line, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        return this;
    }
}
