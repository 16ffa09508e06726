namespace SockTool.Core.Endpoints;

/// <summary>What reading gave: an endpoint, or what is wrong; never both.</summary>
internal readonly record struct EndpointReading
{
    public EndpointReading(Endpoint endpoint) => Endpoint = endpoint;

    public EndpointReading(ParseProblem problem) => Problem = problem;

    public EndpointReading(ParseProblemKind kind, string part)
        : this(new ParseProblem(kind, part))
    {
    }

    public Endpoint? Endpoint { get; }

    public ParseProblem? Problem { get; }
}
