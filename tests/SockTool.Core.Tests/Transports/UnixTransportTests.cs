using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Transports;

namespace SockTool.Core.Tests.Transports;

public sealed class UnixPathTransportTests : UnixTransportContract, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sock-unix-");

    public void Dispose() => folder.Delete(recursive: true);

    // The path goes with its listener, so nobody can refuse there.
    private protected override FailureKind WhenNobodyListens => FailureKind.CannotBind;

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
