using System.Runtime.Versioning;
using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Core.Transports.Children;

/// <summary>A child's standard input and output as a connection. A reset asks the child to end.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ChildConnection(ChildProcess process, DescriptorInput output, DescriptorOutput input, SocketSettings settings)
    : IConnection, IKernelInput, IProcessEnd, IResettable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private bool isDeaf;
    private bool isConcluded;

    public required string Name { get; init; }

    public Task Exited { get; } = process.ExitAsync();

    public int? ReadDescriptor => output.ReadDescriptor;

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) => output.ReadAsync(buffer, cancellation);

    public ValueTask WaitToReadAsync(Resume resume, CancellationToken cancellation) => output.WaitToReadAsync(resume, cancellation);

    public bool TryRead(Span<byte> buffer, out int count) => output.TryRead(buffer, out count);

    public Failure DescribeRead(int errno) => output.DescribeRead(errno);

    /// <summary>What the child does not want to hear is dropped: whoever wants all of it to be heard looks at how the child ended.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await (isDeaf ? ValueTask.CompletedTask : input.WriteAsync(bytes, cancellation));
        }
        catch (FailureException failed) when (failed.Failure.Kind == FailureKind.OutputClosed)
        {
            isDeaf = true;
        }
    }

    public ValueTask CompleteWritesAsync(CancellationToken cancellation) => input.CompleteWritesAsync(cancellation);

    public void ResetOnClose() => Terminate();

    public void Terminate()
    {
        process.Signal(ChildSignals.Terminate);
        process.Signal(ChildSignals.Continue);
    }

    public void Kill() => process.Signal(ChildSignals.Kill);

    public async Task<ChildExit?> ConcludeAsync(CancellationToken hurry)
    {
        isConcluded = true;
        await Exited.WaitAsync(hurry).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await process.EndAsync(Grace, settings.Clock);
        return Exited.IsCompletedSuccessfully ? await process.ExitAsync(CancellationToken.None) : null;
    }

    public async ValueTask DisposeAsync()
    {
        input.Dispose();
        output.Dispose();
        if (!isConcluded)
        {
            await ConcludeAsync(new CancellationToken(canceled: true));
        }
    }
}
