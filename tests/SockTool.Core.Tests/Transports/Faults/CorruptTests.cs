using System.Text;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Transports.Faults;

namespace SockTool.Core.Tests.Transports.Faults;

public sealed class CorruptTests
{
    private static readonly string Words = new('a', 20_000);

    [Fact]
    public async Task The_same_seed_and_session_change_the_same_bytes_however_they_are_cut()
    {
        var whole = await PassAsync(seed: 5, number: 1, piece: Words.Length);
        Assert.NotEqual((Words, Words), whole);
        Assert.Equal(whole, await PassAsync(seed: 5, number: 1, piece: 137));
    }

    [Fact]
    public async Task Another_seed_another_session_and_the_other_way_change_others()
    {
        var (heard, said) = await PassAsync(seed: 5, number: 1, piece: 1000);
        var (ofOtherSeed, _) = await PassAsync(seed: 6, number: 1, piece: 1000);
        var (ofOtherSession, _) = await PassAsync(seed: 5, number: 2, piece: 1000);
        Assert.Equal(4, new[] { heard, said, ofOtherSeed, ofOtherSession }.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(1.0, 20_000, 20_000)]
    [InlineData(0.01, 150, 250)]
    public async Task So_many_bytes_are_changed(double share, int least, int most)
    {
        var (heard, said) = await PassAsync(seed: 5, number: 1, piece: 1000, share);
        Assert.InRange(heard.Count(one => one != 'a'), least, most);
        Assert.InRange(said.Count(one => one != 'a'), least, most);
    }

    private static async Task<(string Heard, string Said)> PassAsync(int seed, int number, int piece, double share = 0.01)
    {
        await using var faulty = new FaultyUnderTest(TimeProvider.System, seed, number, new Corrupt(share));
        var said = new StringBuilder();
        var heard = new StringBuilder();
        for (var i = 0; i < Words.Length; i += piece)
        {
            var some = Words[i..Math.Min(i + piece, Words.Length)];
            await faulty.Client.SayAsync(some);
            await faulty.Connection.SayAsync(some);
        }

        await faulty.Client.EndAsync();
        await faulty.Connection.EndAsync();
        heard.Append(await faulty.Connection.HearAllAsync(buffer: piece));
        said.Append(await faulty.Client.HearAllAsync());
        return (heard.ToString(), said.ToString());
    }
}
