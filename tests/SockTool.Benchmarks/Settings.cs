using System.Globalization;

namespace SockTool.Benchmarks;

/// <summary>What the command line asks for. <c>Floors</c> is the folder of the compiled C programs.</summary>
internal sealed record Settings
{
    public required string Floors { get; init; }

    public string? Binary { get; init; }

    public int Runs { get; init; } = 5;

    public bool Quick { get; init; }

    public string? Json { get; init; }

    public IReadOnlyList<string> Scenarios { get; init; } = [];

    public static Settings Parse(IReadOnlyList<string> arguments)
    {
        var settings = new Settings { Floors = "" };
        var words = new Queue<string>(arguments);
        while (words.TryDequeue(out var word))
        {
            settings = word switch
            {
                "--floors" => settings with { Floors = Value() },
                "--binary" => settings with { Binary = Value() },
                "--json" => settings with { Json = Value() },
                "--quick" => settings with { Quick = true },
                "--runs" => settings with { Runs = Positive(Value()) },
                ['-', ..] => throw new BenchException($"unknown option {word}"),
                _ => settings with { Scenarios = [.. settings.Scenarios, word] },
            };

            string Value() => words.TryDequeue(out var value) ? value : throw new BenchException($"{word} needs a value");
        }

        return settings;
    }

    private static int Positive(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new BenchException($"--runs {text}: not a number of runs");
}
