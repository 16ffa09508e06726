using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Replays;
using SockTool.Core.SessionFiles;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Replays;

/// <summary>What becomes of a write under way when the session ends for another reason.</summary>
public sealed class PlayerWritingTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Write_under_way_is_over_before_the_session_is_and_counts_what_was_taken(bool readingFails)
    {
        var file = SessionFile.Parse(Encoding.UTF8.GetBytes($"{SessionText.FirstLine}\n> \"abcdef\"\n"), "s");
        using var stopper = new Stopper();
        await using var peer = new Stalling();
        var playing = new Player(peer, new PlaySettings { Played = Side.Client, Limit = Timeout.InfiniteTimeSpan }).RunAsync(file.StepsOf(1), stopper);
        await peer.Writing.WaitAsync(Patience.Limit);
        if (readingFails)
        {
            peer.Cut();
        }
        else
        {
            stopper.Stop(new StopReason(EndedBy.Us, Failure: null));
        }

        var result = await playing.WaitAsync(Patience.Limit);
        Assert.True(peer.WriteIsOver);
        Assert.Equal(3, result.Session.BytesSent);
        Assert.Equal(readingFails ? FailureKind.TlsFailed : null, result.Session.Failure?.Kind);
    }

    /// <summary>Takes three bytes and no more.</summary>
    private sealed class Stalling : IConnection
    {
        private readonly TaskCompletionSource writing = new();
        private readonly TaskCompletionSource<int> reading = new();

        public string Name => "stalling";

        public Task Writing => writing.Task;

        public bool WriteIsOver { get; private set; }

        public void Cut() => reading.SetException(new FailureException(new Failure(FailureKind.TlsFailed, Operation.Read)));

        public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) => await reading.Task.WaitAsync(cancellation);

        public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
        {
            writing.TrySetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }
            catch (OperationCanceledException)
            {
                WriteIsOver = true;
                throw new WriteCancelledException(3, cancellation);
            }
        }

        public ValueTask CompleteWritesAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
