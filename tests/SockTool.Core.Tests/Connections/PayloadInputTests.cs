using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;

namespace SockTool.Core.Tests.Connections;

public sealed class PayloadInputTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(100)]
    public async Task The_payload_is_given_once_in_reads_of_any_size(int buffer) =>
        Assert.Equal("payload", await new PayloadInput("payload".Latin1()).HearAllAsync(buffer));

    [Fact]
    public async Task It_is_never_silent_not_even_at_its_end()
    {
        var input = new PayloadInput("payload".Latin1());
        Assert.True(input.IsReadable);
        _ = await input.HearAllAsync();
        Assert.True(input.IsReadable);
    }

    [Fact]
    public async Task An_empty_one_has_nothing_to_say() => Assert.Equal("", await PayloadInput.Empty.HearAllAsync());
}
