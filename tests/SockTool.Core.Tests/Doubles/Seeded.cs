using FsCheck;
using FsCheck.Fluent;

namespace SockTool.Core.Tests.Doubles;

/// <summary>Properties are tried on the same values in every run.</summary>
internal static class Seeded
{
    private const ulong Seed = 20261128;
    private const ulong Gamma = 20261129; // odd, as SplitMix wants it

    public static Config Tries(int count) => Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(Seed, Gamma);
}
