using SockTool.Core.Endpoints;

namespace SockTool.Core.Transports.Proxies;

/// <summary>One step of a way through proxies.</summary>
/// <param name="Proxy">Who is asked.</param>
/// <param name="Target">Where to: the next proxy, or the end of the way. Its name is for the proxy to resolve, never for us.</param>
public sealed record ProxyHop(ProxyAddress Proxy, HostEndpoint Target);
