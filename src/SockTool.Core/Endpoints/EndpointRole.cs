namespace SockTool.Core.Endpoints;

/// <summary>What an endpoint is for: the two roles allow different texts.</summary>
public enum EndpointRole
{
    /// <summary>To connect to: needs a host, and a port from 1.</summary>
    Dial,

    /// <summary>To accept at: a lone port means every address, and port 0 asks the system for one.</summary>
    Accept,
}
