namespace SockTool.Core.Endpoints;

/// <summary>Why a text of the user's was not understood: a value, from which the tool makes the message.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Part">The offending part as it was typed; not made safe for a terminal. Empty when the part is missing.</param>
public sealed record ParseProblem(ParseProblemKind Kind, string Part);
