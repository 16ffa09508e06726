using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Doubles;

/// <summary>Text in and out of the ends of connections, within a test's patience.</summary>
internal static class EndExtensions
{
    public static byte[] Latin1(this string text) => Encoding.Latin1.GetBytes(text);

    public static async Task SayAsync(this IOutput output, string text)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        await output.WriteAsync(text.Latin1(), patience.Token);
    }

    public static async Task EndAsync(this IOutput output) => await output.CompleteWritesAsync(CancellationToken.None);

    /// <summary>Reads exactly as many characters as <paramref name="text"/> has, and checks that they are the same.</summary>
    public static async Task HearAsync(this IInput input, string text)
    {
        var heard = new byte[text.Length];
        for (var count = 0; count < heard.Length;)
        {
            var more = await input.ReadOnceAsync(heard.AsMemory(count));
            Assert.True(more > 0, $"the end came before \"{text}\"");
            count += more;
        }

        Assert.Equal(text, Encoding.Latin1.GetString(heard));
    }

    public static async Task<string> HearAllAsync(this IInput input, int buffer = 65536)
    {
        var room = new byte[buffer];
        var all = new StringBuilder();
        while (await input.ReadOnceAsync(room) is > 0 and var count)
        {
            all.Append(Encoding.Latin1.GetString(room, 0, count));
        }

        return all.ToString();
    }

    public static async Task<int> ReadOnceAsync(this IInput input, Memory<byte> buffer)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        return await input.ReadAsync(buffer, patience.Token);
    }

    /// <summary>Hears <paramref name="text"/> at an end whose reads do not block, trying until all of it is there.</summary>
    public static async Task HearWithoutBlockingAsync(this IInput input, string text)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        var heard = new byte[text.Length];
        for (var count = 0; count < heard.Length;)
        {
            patience.Token.ThrowIfCancellationRequested();
            try
            {
                count += await input.ReadOnceAsync(heard.AsMemory(count));
            }
            catch (FailureException nothing) when (nothing.Failure.Kind == FailureKind.WouldBlock)
            {
                await Task.Yield();
            }
        }

        Assert.Equal(text, Encoding.Latin1.GetString(heard));
    }

    public static async Task<Failure> FailureAsync(Func<Task> operation) =>
        (await Assert.ThrowsAsync<FailureException>(() => operation().WaitAsync(Patience.Limit))).Failure;
}
