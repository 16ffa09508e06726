namespace SockTool.Core.Endpoints;

/// <summary>Standard input and output.</summary>
public sealed record ConsoleEndpoint : Endpoint
{
    public const string Word = "-";

    public override string ToString() => Word;
}
