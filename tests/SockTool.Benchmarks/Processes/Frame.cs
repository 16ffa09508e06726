using System.Runtime.InteropServices;

namespace SockTool.Benchmarks.Processes;

/// <summary>What stands around a program for developers: a signal stops it, and what keeps it from running is one line and exit 2.</summary>
internal static class Frame
{
    /// <typeparam name="TProblem">What keeps the program from running.</typeparam>
    public static async Task<int> RunAsync<TProblem>(string name, Func<CancellationToken, Task<int>> program)
        where TProblem : Exception
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            return await program(stop.Token);
        }
        catch (TProblem problem)
        {
            await Console.Error.WriteLineAsync($"{name}: error: {problem.Message}");
            return 2;
        }
        catch (OperationCanceledException)
        {
            return 130;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}
