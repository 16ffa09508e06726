using System.CommandLine;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Transports;
using static SockTool.Options.Prominence;

namespace SockTool.Options;

/// <summary>The proxies to dial through. Their password is never on the command line, where everybody could see it (ps(1)).</summary>
internal sealed class ProxyGroup : OptionGroup
{
    private const string PasswordVariable = "SOCK_PROXY_PASSWORD";

    public ProxyGroup()
    {
        Proxy = Values(Common, "URL", "--proxy");
        PasswordFile = Value(Full, "FILE", "--proxy-password-file");
    }

    public override string Name => "proxy";

    public Option<string[]> Proxy { get; }

    public Option<string?> PasswordFile { get; }

    /// <summary>The settings with the proxies to dial <paramref name="endpoint"/> through.</summary>
    public SocketSettings Apply(Binder binder, SocketSettings settings, Endpoint endpoint)
    {
        binder.Needs(PasswordFile, Proxy);
        if (!binder.Has(Proxy))
        {
            return settings;
        }

        if (endpoint.Bottom is not TcpEndpoint)
        {
            throw new UsageException(binder.Messages.NotBoth(Proxy.Name, endpoint.ToString()));
        }

        return settings with
        {
            Proxies = [.. binder.Texts(Proxy).Select(text => binder.Read<ProxyAddress>(Proxy, text, ProxyText.TryParse))],
            ProxyPassword = binder.FileName(PasswordFile) is { } file ? Secret.InFile(file)
                : Environment.GetEnvironmentVariable(PasswordVariable) is { } password ? Secret.Of(password)
                : null,
        };
    }
}
