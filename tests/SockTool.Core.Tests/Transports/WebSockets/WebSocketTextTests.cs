using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Transports;
using static SockTool.Core.Tests.Transports.WebSockets.WebSocketStage;

namespace SockTool.Core.Tests.Transports.WebSockets;

/// <summary>Text messages: whole characters, and nothing but characters.</summary>
public sealed class WebSocketTextTests
{
    private const string Words = "aä€😀\u0000\uffff\U0010fffd z";

    [Fact]
    public async Task A_character_that_writes_split_anywhere_stays_whole()
    {
        var bytes = Encoding.UTF8.GetBytes(Words);
        for (var first = 0; first <= bytes.Length; first++)
        {
            for (var second = first; second <= bytes.Length; second++)
            {
                Assert.Equal(Words, await SendAsync(bytes[..first], bytes[first..second], bytes[second..]));
            }
        }
    }

    [Fact]
    public async Task A_character_across_the_size_of_a_message_stays_whole()
    {
        var text = new string('x', 65_535) + "€" + new string('y', 70_000);
        Assert.Equal(text, await SendAsync(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("FF")]
    [InlineData("61C328")]
    [InlineData("C080")]
    [InlineData("EDA080")]
    [InlineData("F4908080")]
    [InlineData("8080")]
    [InlineData("F5")]
    public async Task What_is_not_UTF_8_is_a_failure_of_our_input(string hex) => await FailsAsync(async ours =>
    {
        await ours.WriteAsync(Convert.FromHexString(hex), CancellationToken.None);
        await ours.EndAsync();
    });

    [Theory]
    [InlineData("C3")]
    [InlineData("E282")]
    [InlineData("F09F98")]
    public async Task Half_a_character_at_the_end_is_a_failure_of_our_input(string hex)
    {
        var (ours, _) = await ClientAsync(WebSocketMessages.Text);
        await ours.WriteAsync(Convert.FromHexString(hex), CancellationToken.None);
        Assert.Equal(FailureKind.NotText, (await EndExtensions.FailureAsync(() => ours.EndAsync())).Kind);
        await ours.DisposeAsync();
    }

    private static async Task FailsAsync(Func<IConnection, Task> write)
    {
        var (ours, _) = await ClientAsync(WebSocketMessages.Text);
        var failure = await EndExtensions.FailureAsync(() => write(ours));
        Assert.Equal((FailureKind.NotText, Operation.Write), (failure.Kind, failure.Operation));
        await ours.DisposeAsync();
    }

    /// <summary>What arrives of some writes; each message on its own is whole text.</summary>
    private static async Task<string> SendAsync(params byte[][] writes)
    {
        var (ours, peer) = await ClientAsync(WebSocketMessages.Text);
        var writing = WriteAsync();
        var text = new StringBuilder();
        while (await peer.HearFrameAsync() is (not Close, _) and var (opcode, payload))
        {
            Assert.Equal(Text, opcode);
            Assert.NotEmpty(payload);
            text.Append(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(payload));
        }

        await writing;
        await ours.DisposeAsync();
        return text.ToString();

        async Task WriteAsync()
        {
            foreach (var write in writes)
            {
                await ours.WriteAsync(write, CancellationToken.None);
            }

            await ours.EndAsync();
        }
    }
}
