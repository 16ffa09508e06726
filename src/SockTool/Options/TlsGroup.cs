using System.CommandLine;
using SockTool.Core.Endpoints;
using static SockTool.Options.Prominence;

namespace SockTool.Options;

/// <summary>TLS. What an option is called after <c>--tls-</c> is what an address calls it in its query.</summary>
internal sealed class TlsGroup : OptionGroup
{
    private const string Prefix = "--tls-";
    private const string File = "FILE";

    private readonly IReadOnlyList<Option<string?>> values;

    public TlsGroup()
    {
        Tls = Flag(Common, "--tls");
        values =
        [
            Value(Common, File, "--tls-ca"),
            Value(Common, File, "--tls-cert"),
            Value(Full, File, "--tls-key"),
            Value(Full, File, "--tls-client-ca"),
            Value(Full, "NAME", "--tls-server-name"),
            Value(Full, "LIST", "--tls-alpn"),
            Value(Full, "1.2|1.3", "--tls-min"),
        ];
        Pin = Values(Common, "sha256:HEX", "--tls-pin");
        Insecure = Flag(Full, "--tls-insecure");
    }

    public override string Name => "tls";

    public Option<bool> Tls { get; }

    public Option<string[]> Pin { get; }

    public Option<bool> Insecure { get; }

    /// <summary>The address with TLS over it where <c>--tls</c> is given, and with what the options say where TLS is in it.</summary>
    public Endpoint Apply(Binder binder, Endpoint endpoint) => endpoint switch
    {
        TlsEndpoint tls => tls with { Tls = Read(binder, tls.Tls) },
        WebSocketEndpoint { Carrier: TlsEndpoint tls } socket => socket with { Carrier = tls with { Tls = Read(binder, tls.Tls) } },
        TcpEndpoint or UnixEndpoint or DescriptorEndpoint when binder.Has(Tls) => new TlsEndpoint(endpoint, Read(binder, new TlsParameters())),
        WebSocketEndpoint plain when binder.Has(Tls) => plain with { Carrier = new TlsEndpoint(plain.Carrier, Read(binder, new TlsParameters())) },
        _ when binder.Has(Tls) => throw new UsageException(binder.Messages.NotBoth(Tls.Name, endpoint.ToString())),
        _ => WithoutTls(binder, endpoint),
    };

    // An option that is quietly without effect would send in the clear what was meant to be sent safely.
    private Endpoint WithoutTls(Binder binder, Endpoint endpoint)
    {
        foreach (var option in Options.Select(described => described.Option))
        {
            binder.Needs(option, Tls);
        }

        return endpoint;
    }

    private TlsParameters Read(Binder binder, TlsParameters parameters)
    {
        foreach (var option in values)
        {
            parameters = (option.HelpName == File ? binder.FileName(option) : binder.Text(option)) is { } text ? Add(binder, parameters, option, text) : parameters;
        }

        foreach (var pin in binder.Texts(Pin))
        {
            parameters = Add(binder, parameters, Pin, pin);
        }

        return binder.Has(Insecure) ? Add(binder, parameters, Insecure, "") : parameters;
    }

    private static TlsParameters Add(Binder binder, TlsParameters parameters, Option option, string text) =>
        TlsParameterText.TryAdd(parameters, option.Name[Prefix.Length..], text, out var next, out var problem) ? next
        : problem.Kind == ParseProblemKind.TlsParameterTwice ? throw new UsageException(binder.Messages.GivenTwice(option.Name))
        : throw binder.Wrong(option, problem);
}
