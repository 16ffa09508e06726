using SockTool.Core.Endpoints;
using SockTool.Core.Transports;
using SockTool.Options;

namespace SockTool.Commands;

/// <summary>The option groups that say more about an address: which transport it is, and what that transport is told.</summary>
internal sealed class AddressGroups
{
    public DatagramGroup Datagrams { get; } = new();

    public TlsGroup Tls { get; } = new();

    public WebSocketGroup WebSocket { get; } = new();

    public IReadOnlyList<OptionGroup> All => [Datagrams, Tls, WebSocket];

    public Endpoint Bind(Binder binder, IReadOnlyList<string> words, EndpointRole role) =>
        BindPlainly(binder, words, role) is var plain && plain is ExecEndpoint program
            ? throw new UsageException(binder.Messages.ProgramDialled(program.ToString()), binder.Messages.ProgramDialledHint(program.ToString()))
            : CheckedFor(binder, Tls.Apply(binder, plain), role);

    /// <summary>All that a probe is to look at.</summary>
    public IReadOnlyList<Endpoint> BindAll(Binder binder, IReadOnlyList<string> words) => ProbeTargets.TryParse(words, out var targets, out var problem)
        ? [.. targets.Select(target => CheckedFor(binder, Tls.Apply(binder, Datagrams.Apply(binder, Dialled(binder, target))), EndpointRole.Dial))]
        : throw Wrong(binder, problem);

    /// <summary>The same without what the options say of TLS: for an end that says it in its address.</summary>
    public Endpoint BindPlainly(Binder binder, IReadOnlyList<string> words, EndpointRole role) => EndpointParser.TryParse(words, role, out var endpoint, out var problem)
        ? endpoint is ConsoleEndpoint
            ? throw Wrong(binder, new ParseProblem(ParseProblemKind.StreamsOfRelay, ConsoleEndpoint.Word))
            : CheckedFor(binder, Datagrams.Apply(binder, endpoint), role)
        : throw Wrong(binder, problem);

    /// <summary>For a session with standard input and output: those are not also its other end.</summary>
    public static void RefuseStandardStreams(Binder binder, Endpoint endpoint)
    {
        if (endpoint.Bottom is DescriptorEndpoint { IsStandardStream: true } taken)
        {
            throw new UsageException(binder.Messages.StandardStreamTaken(taken.ToString()), binder.Messages.StandardStreamHint(taken.Number));
        }
    }

    public SocketSettings Bind(Binder binder, SocketSettings settings, params IReadOnlyList<Endpoint> endpoints) =>
        WebSocket.Apply(binder, Datagrams.Apply(binder, settings, endpoints), endpoints);

    // Whoever tells a server --tls-ca believes that it asks its clients for certificates.
    private static Endpoint CheckedFor(Binder binder, Endpoint endpoint, EndpointRole role)
    {
        var tls = ((endpoint as WebSocketEndpoint)?.Carrier ?? endpoint) as TlsEndpoint;
        return (role, tls?.Tls) switch
        {
            (EndpointRole.Accept, { AuthorityFile: not null }) => throw new UsageException(binder.Messages.TlsOfTheOtherSide("ca"), binder.Messages.TlsClientCaHint),
            (EndpointRole.Accept, { ServerName: not null }) => throw new UsageException(binder.Messages.TlsOfTheOtherSide("server-name")),
            (EndpointRole.Accept, { Trust: TlsTrust.Anybody }) => throw new UsageException(binder.Messages.TlsOfTheOtherSide("insecure")),
            (EndpointRole.Dial, { ClientAuthorityFile: not null }) => throw new UsageException(binder.Messages.TlsOfTheOtherSide("client-ca")),
            (_, { KeyFile: not null, CertificateFile: null }) => throw new UsageException(binder.Messages.Needs("--tls-key", "--tls-cert")),
            _ => endpoint,
        };
    }

    private static Endpoint Dialled(Binder binder, Endpoint endpoint) => endpoint is ConsoleEndpoint or ExecEndpoint or DescriptorEndpoint
        ? throw new UsageException(binder.Messages.NothingToProbe(endpoint.ToString()))
        : endpoint;

    private static UsageException Wrong(Binder binder, ParseProblem problem) => new(binder.Messages.WrongAddress(problem), binder.Messages.HintFor(problem));
}
