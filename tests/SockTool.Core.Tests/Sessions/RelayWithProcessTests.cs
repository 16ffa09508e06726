using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Doubles;

namespace SockTool.Core.Tests.Sessions;

/// <summary>A session whose own end is a program: rule E1.</summary>
public sealed class RelayWithProcessTests : IDisposable
{
    private readonly SessionUnderTest session = new();
    private readonly ManualClock clock = new();

    public void Dispose() => session.Dispose();

    [Fact]
    public async Task However_slowly_the_peer_takes_it_all_that_a_program_wrote_before_its_end_arrives()
    {
        await using var peer = new SlowPeer { Acknowledged = 999 };
        var running = session.Run(new EndedProcess(new byte[1000]), peer, new RelaySettings { Local = LocalEnd.Connection, Clock = clock });
        for (var waited = TimeSpan.Zero; waited < TimeSpan.FromMinutes(1);)
        {
            waited += await clock.PassAsync();
            Assert.False(running.IsCompleted);
        }

        peer.Acknowledged = 1000;
        await clock.PassUntilAsync(running);
        var result = await running;
        Assert.Equal((1000, 0, null), (result.BytesSent, result.BytesNotDelivered, result.Failure));
    }

    private sealed class SlowPeer : IConnection, IDelivery
    {
        private readonly ScriptedConnection silent = new([], AfterScript.Hangs);

        public string Name => "slow";

        public long? Acknowledged { get; set; }

        public bool IsOver => false;

        public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) => silent.ReadAsync(buffer, cancellation);

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => silent.WriteAsync(bytes, cancellation);

        public ValueTask CompleteWritesAsync(CancellationToken cancellation) => silent.CompleteWritesAsync(cancellation);

        public ValueTask DisposeAsync() => silent.DisposeAsync();
    }

    private sealed class EndedProcess(byte[] output) : IConnection, IProcessEnd
    {
        private readonly ScriptedConnection said = new(output);

        public string Name => "exec:ended";

        public Task Exited => Task.CompletedTask;

        public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) => said.ReadAsync(buffer, cancellation);

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => said.WriteAsync(bytes, cancellation);

        public ValueTask CompleteWritesAsync(CancellationToken cancellation) => said.CompleteWritesAsync(cancellation);

        public void Terminate()
        {
        }

        public void Kill()
        {
        }

        public Task<ChildExit?> ConcludeAsync(CancellationToken hurry) => Task.FromResult<ChildExit?>(null);

        public ValueTask DisposeAsync() => said.DisposeAsync();
    }
}
