namespace SockTool.Trust.Stages;

/// <summary>A process that is spoken to, and may be gone before it has heard everything.</summary>
internal sealed class Conversation(Stage stage, string script, Reading reading = Reading.AtOnce, string engine = Contenders.Tool.Fastest) : IAsyncDisposable
{
    public RunningProcess Process { get; } = stage.Start(script, reading, engine);

    public Task SayAsync(byte[] words) => SayAsync(Process, words);

    /// <summary>Says the last words; whether they were taken is for the trial to judge.</summary>
    public static async Task SayAsync(RunningProcess process, byte[] words)
    {
        try
        {
            await process.WriteAsync(words);
            process.CloseInput();
        }
        catch (IOException)
        {
            // A broken pipe: it does not listen any more.
        }
    }

    public ValueTask DisposeAsync() => stage.EndAsync(Process);
}
