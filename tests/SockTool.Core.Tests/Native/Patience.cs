using System.Diagnostics;

namespace SockTool.Core.Tests.Native;

internal static class Patience
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    internal static async Task UntilAsync(Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < Limit, "the condition never came true");
            await Task.Yield();
        }
    }
}
