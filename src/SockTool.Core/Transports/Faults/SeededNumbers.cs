namespace SockTool.Core.Transports.Faults;

/// <summary>
/// Numbers that a seed decides: SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014,
/// figure 17). Each has its place and can be asked for alone, so that what a byte gets does not depend on who came before it.
/// </summary>
internal readonly record struct SeededNumbers(ulong Seed)
{
    // The odd number nearest to 2^64 divided by the golden ratio.
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    /// <summary>The number at a place, from 0 on.</summary>
    public ulong At(long place)
    {
        unchecked
        {
            var z = Seed + (((ulong)place + 1) * Gamma);
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>The same as a fraction from 0 to below 1.</summary>
    public double FractionAt(long place) => FractionOf(At(place));

    /// <summary>The upper 53 bits, which a double holds exactly.</summary>
    public static double FractionOf(ulong number) => (number >> 11) * (1.0 / (1UL << 53));

    /// <summary>Other numbers, of another purpose.</summary>
    public SeededNumbers Branch(long purpose) => new(At(purpose));
}
