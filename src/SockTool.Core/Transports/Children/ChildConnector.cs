using System.Runtime.Versioning;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;

namespace SockTool.Core.Transports.Children;

/// <summary>Starts a program and joins its standard input and output; its standard error is ours (BEHAVIOUR rules E2 and E3).</summary>
public sealed class ChildConnector(ExecEndpoint endpoint, SocketSettings settings) : IConnector
{
    public IConnector TellingTo(ITransportObserver observer) => new ChildConnector(endpoint, settings with { Observer = observer });

    public ValueTask<IConnection> ConnectAsync(CancellationToken cancellation)
    {
        settings.Observer.Connecting(endpoint.ToString());
        return Platform.HasDescriptors ? ValueTask.FromResult<IConnection>(Start()) : throw Failed(0);
    }

    [UnsupportedOSPlatform("windows")]
    private ChildConnection Start()
    {
        using var toChild = ChildPipe.TryOpenTo() ?? throw Failed(Unix.LastError);
        var input = new DescriptorOutput(toChild.Ours, endpoint.Program);
        DescriptorInput? output = null;
        try
        {
            using var fromChild = ChildPipe.TryOpenFrom() ?? throw Failed(Unix.LastError);
            output = new DescriptorInput(fromChild.Ours, endpoint.Program);
            return new ChildConnection(Start(toChild, fromChild), output, input, settings) { Name = endpoint.ToString() };
        }
        catch (Exception e)
        {
            input.Dispose();
            output?.Dispose();
            throw e is ChildStartException failed ? Failed(failed.Errno) : e;
        }
    }

    [UnsupportedOSPlatform("windows")]
    private ChildProcess Start(ChildPipe toChild, ChildPipe fromChild) => ChildProcess.Start(new ChildStart
    {
        Program = endpoint.Program,
        Arguments = endpoint.Arguments,
        Environment = settings.Environment,
        StandardInput = ChildDescriptor.Of(toChild.Theirs),
        StandardOutput = ChildDescriptor.Of(fromChild.Theirs),
    });

    private FailureException Failed(int errno) => new(new Failure(FailureKind.Other, Operation.Start) { Subject = endpoint.Program, Errno = errno });
}
