using System.Globalization;

namespace SockTool.Trust;

/// <summary>What the command line asks for.</summary>
internal sealed record Settings
{
    public string? Binary { get; init; }

    /// <summary>The compiled link of the lossy row; none where there is no C compiler.</summary>
    public string? Link { get; init; }

    /// <summary>Everything, and not only what fits into six minutes.</summary>
    public bool Long { get; init; }

    public int Seed { get; init; } = Environment.TickCount & 0xFFFF;

    public IReadOnlyList<string> Rows { get; init; } = [];

    /// <summary>Only trials with this text in their names.</summary>
    public string Trial { get; init; } = "";

    public bool OnlyOurs { get; init; }

    /// <summary>How long the soak lasts.</summary>
    public TimeSpan Soak { get; init; } = TimeSpan.FromMinutes(30);

    public static Settings Parse(IReadOnlyList<string> arguments)
    {
        var settings = new Settings();
        var words = new Queue<string>(arguments);
        while (words.TryDequeue(out var word))
        {
            settings = word switch
            {
                "--binary" => settings with { Binary = Value() },
                "--link" => settings with { Link = Value() },
                "--long" => settings with { Long = true },
                "--only-sock" => settings with { OnlyOurs = true },
                "--seed" => settings with { Seed = Number(Value()) },
                "--soak" => settings with { Soak = TimeSpan.FromSeconds(Number(Value())) },
                "--row" => settings with { Rows = [.. settings.Rows, Value()] },
                "--trial" => settings with { Trial = Value() },
                _ => throw new TrustException($"unknown option {word}"),
            };

            string Value() => words.TryDequeue(out var value) ? value : throw new TrustException($"{word} needs a value");

            int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new TrustException($"{word} {text}: not a number");
        }

        return settings;
    }
}
