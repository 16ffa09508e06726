using SockTool.Core.Transports.Faults;

namespace SockTool.Core.Tests.Transports.Faults;

public sealed class SeededNumbersTests
{
    // The reference values for this seed at https://rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64.
    [Fact]
    public void They_are_those_of_SplitMix64() => Assert.Equal(
        [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
        Enumerable.Range(0, 5).Select(place => new SeededNumbers(1234567).At(place)));

    [Fact]
    public void A_fraction_is_from_zero_to_below_one()
    {
        Assert.Equal(0, SeededNumbers.FractionOf(0));
        Assert.InRange(SeededNumbers.FractionOf(ulong.MaxValue), 0.9999999999, 0.99999999999999999);
        Assert.True(SeededNumbers.FractionOf(ulong.MaxValue) < 1);
    }

    [Fact]
    public void Branches_differ_from_each_other_and_from_the_trunk() => Assert.Equal(
        101, Enumerable.Range(0, 100).Select(purpose => new SeededNumbers(7).Branch(purpose).At(0)).Append(new SeededNumbers(7).At(0)).Distinct().Count());
}
