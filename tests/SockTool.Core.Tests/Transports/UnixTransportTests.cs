using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Transports;

namespace SockTool.Core.Tests.Transports;

public sealed class UnixPathTransportTests : UnixTransportContract, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sock-unix-");

    public void Dispose() => folder.Delete(recursive: true);

    [SkippableTheory]
    [InlineData("missing", FailureKind.Refused, "ENOENT")]
    [InlineData("file/below", FailureKind.CannotBind, "ENOTDIR")]
    [InlineData("loop", FailureKind.CannotBind, "ELOOP")]
    public async Task A_path_that_cannot_be_reached_is_told_with_the_systems_own_number(string path, FailureKind kind, string errno)
    {
        Skip.If(OperatingSystem.IsWindows());
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "file"), "");
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "loop"), "loop");
        var connector = ConnectorFor(new UnixEndpoint(Path.Combine(folder.FullName, path), IsAbstract: false), Usual);
        var failure = await EndExtensions.FailureAsync(() => connector.ConnectAsync(CancellationToken.None).AsTask());
        Assert.Equal((kind, errno), (failure.Kind, Errno.NameOf(failure.Errno)));
    }

    private protected override UnixEndpoint NewEndpoint() => new(Path.Combine(folder.FullName, Path.GetRandomFileName()), IsAbstract: false);
}

public sealed class UnixAbstractTransportTests : UnixTransportContract
{
    private protected override UnixEndpoint NewEndpoint()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        return new(Path.GetRandomFileName(), IsAbstract: true);
    }
}

public abstract class UnixTransportContract : TransportContract
{
    private protected override IBinder BinderFor(SocketSettings settings) => new UnixBinder(NewEndpoint(), settings);

    private protected override IConnector ConnectorFor(Endpoint endpoint, SocketSettings settings) => new UnixConnector((UnixEndpoint)endpoint, settings);

    private protected override IBinder BinderAt(Endpoint endpoint, SocketSettings settings) => new UnixBinder((UnixEndpoint)endpoint, settings);

    private protected abstract UnixEndpoint NewEndpoint();

    [SkippableFact]
    public async Task It_has_no_port()
    {
        await using var listener = await BinderFor(Usual).BindAsync(CancellationToken.None);
        Assert.Equal((null, listener.Address.Name), (listener.Address.Port, listener.Address.Host));
    }
}
