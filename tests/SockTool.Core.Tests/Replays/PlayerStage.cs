using System.Text;
using SockTool.Core.Replays;
using SockTool.Core.SessionFiles;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Replays;

/// <summary>A client that plays, and the test as its server.</summary>
internal sealed class PlayerStage : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(300);

    private readonly MemoryConnection near;
    private readonly MemoryConnection far;
    private readonly Stopper stopper = new();

    public PlayerStage(string steps, TimeSpan? limit = null, TimeProvider? clock = null, params IReadOnlyList<Mask> masks)
    {
        (near, far) = MemoryConnection.Pair(room: 10_000);
        var file = SessionFile.Parse(Encoding.UTF8.GetBytes($"{SessionText.FirstLine}\n{steps}\n"), "s");
        var settings = new PlaySettings { Played = Side.Client, Limit = limit ?? Soon, Masks = new Masks(masks), Clock = clock ?? TimeProvider.System };
        Result = new Player(near, settings).RunAsync(file.StepsOf(1), stopper).WaitAsync(Patience.Limit);
    }

    public Task<PlayResult> Result { get; }

    public Task SayAsync(string text) => SayAsync(Encoding.UTF8.GetBytes(text));

    public async Task SayAsync(byte[] bytes) => await far.WriteAsync(bytes, CancellationToken.None);

    public async Task FloodAsync(int bytes)
    {
        var piece = Encoding.ASCII.GetBytes(new string('a', 64 * 1024));
        for (var said = 0; said < bytes && !Result.IsCompleted; said += piece.Length)
        {
            await SayAsync(piece);
        }
    }

    public async Task EndAsync() => await far.CompleteWritesAsync(CancellationToken.None);

    public async Task ResetWhenHeardAsync()
    {
        far.Reset();
        await Task.CompletedTask;
    }

    public async Task<string> HearAsync(int count)
    {
        var bytes = new byte[count];
        var heard = 0;
        while (heard < count && await far.ReadAsync(bytes.AsMemory(heard), CancellationToken.None).AsTask().WaitAsync(Patience.Limit) is > 0 and var more)
        {
            heard += more;
        }

        return Encoding.UTF8.GetString(bytes, 0, heard);
    }

    public async ValueTask DisposeAsync()
    {
        await near.DisposeAsync();
        await far.DisposeAsync();
        stopper.Dispose();
    }
}
