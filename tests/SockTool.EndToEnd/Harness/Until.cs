using System.Runtime.CompilerServices;

namespace SockTool.EndToEnd.Harness;

/// <summary>Waiting for a condition, never for a time; every wait has a deadline.</summary>
internal static class Until
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static async Task TrueAsync(Func<bool> condition, string? otherwise = null, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        using var over = new CancellationTokenSource(Deadline);
        using var pause = new PeriodicTimer(Pause);
        try
        {
            while (!condition())
            {
                await pause.WaitForNextTickAsync(over.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{otherwise ?? what}: not within {Deadline.TotalSeconds} s");
        }
    }
}
