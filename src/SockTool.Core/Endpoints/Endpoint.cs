namespace SockTool.Core.Endpoints;

/// <summary>Where one end of a session is: a value, equal to its like, that has done no I/O.</summary>
/// <remarks><see cref="object.ToString"/> of every endpoint is text that <see cref="EndpointParser"/> reads back.</remarks>
public abstract record Endpoint
{
    /// <summary>What is under all its layers: the endpoint that has a socket.</summary>
    public virtual Endpoint Bottom => this;
}
