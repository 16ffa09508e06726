using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Doubles;

/// <summary>Ends with real descriptors for a kernel pump: two connections, a pipe, a folder for files.</summary>
internal sealed class KernelEnds : IDisposable
{
    public const int Much = (3 * 1024 * 1024) + 1;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sock-kernel-");
    private readonly SocketPair pair = SocketPair.Tcp();
    private readonly SocketPair other = SocketPair.Tcp();

    public KernelEnds()
    {
        (Near, Far) = (pair.Connection(), new SocketConnection(pair.Far, OperationLimits.None, TimeProvider.System));
        (OtherNear, OtherFar) = (other.Connection(), new SocketConnection(other.Far, OperationLimits.None, TimeProvider.System));
    }

    /// <summary>More than every buffer between two ends holds, and different in every page.</summary>
    public static byte[] Bytes { get; } = [.. Enumerable.Range(0, Much).Select(i => (byte)(i ^ (i >> 12)))];

    public KernelPipe Pipe { get; } = new();

    public SocketConnection Near { get; }

    public SocketConnection Far { get; }

    public SocketConnection OtherNear { get; }

    public SocketConnection OtherFar { get; }

    public static DescriptorOutput Opened(string path) => new(DescriptorLibc.Open(path, Unix.WriteOnly | Unix.CloseOnExec, 0), path);

    public static Task SayAllAsync(IOutput output) => Task.Run(async () => await output.WriteAsync(Bytes, CancellationToken.None)).WaitAsync(Patience.Limit);

    public static async Task<byte[]> HearAsync(IInput input)
    {
        var heard = new List<byte>(Much);
        var room = new byte[65536];
        while (await input.ReadOnceAsync(room) is > 0 and var count)
        {
            heard.AddRange(room.AsSpan(0, count));
        }

        return [.. heard];
    }

    /// <summary>Runs the pump that is chosen for these ends, once it is sure that it is the kernel's.</summary>
    public static async Task<PumpResult> RunAsync(IInput source, IOutput destination, KernelCall expected, PumpControl? control = null)
    {
        Assert.Equal(expected, KernelRoute.Between(source, destination)?.Call);
        return await new Pump().RunAsync(source, destination, control ?? new PumpControl(Direction.FromPeer)).WaitAsync(Patience.Limit);
    }

    /// <summary>Until <see cref="Near"/> has no room for another byte, nor gets any: an acknowledgement may be half a second late (RFC 1122 section 4.2.3.2).</summary>
    public async Task FillNearAsync()
    {
        var descriptor = Near.WriteDescriptor!.Value;
        for (var hadRoom = true; hadRoom;)
        {
            using var late = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
            await ((Task)Readiness.WaitAsync(descriptor, PollEvents.Write, late.Token).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            hadRoom = false;
            while (DescriptorIo.Write(descriptor, Bytes) > 0)
            {
                hadRoom = true;
            }
        }
    }

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    public DescriptorInput FileOfAll()
    {
        File.WriteAllBytes(PathOf("in"), Bytes);
        return InputFile.Open(PathOf("in"));
    }

    public void Dispose()
    {
        Pipe.Dispose();
        pair.Dispose();
        other.Dispose();
        folder.Delete(recursive: true);
    }
}
