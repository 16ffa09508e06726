using System.Text;
using SockTool.Core.Values;

namespace SockTool.Core.Tests.Values;

public sealed class HexDumpTextTests
{
    [Theory]
    [InlineData(0, "41", "00000000  41                                                |A|")]
    [InlineData(0x1f0, "00 09 0a 1b 20 21 7e 7f", "000001f0  00 09 0a 1b 20 21 7e 7f                           |.... !~.|")]
    [InlineData(16, "68 65 6c 6c 6f 80 9b c3 a4", "00000010  68 65 6c 6c 6f 80 9b c3  a4                       |hello....|")]
    [InlineData(uint.MaxValue, "30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66", "ffffffff  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  |0123456789abcdef|")]
    [InlineData(0x1_0000_0000, "ff", "0000000100000000  ff                                                |.|")]
    public void A_line_is_as_hexdump_writes_it(long offset, string hex, string line)
    {
        var room = new byte[HexDumpText.LongestLine];
        Array.Fill(room, (byte)'x');
        var length = HexDumpText.Write(room, offset, Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));
        Assert.Equal($"{line}\n", Encoding.ASCII.GetString(room, 0, length));
    }

    [Fact]
    public void The_longest_line_fits()
    {
        var room = new byte[HexDumpText.LongestLine];
        Assert.Equal(HexDumpText.LongestLine, HexDumpText.Write(room, long.MaxValue, new byte[HexDumpText.BytesEach]));
    }
}
