using System.Text.RegularExpressions;

namespace SockTool.Core.Values;

/// <summary>Why a text is no regular expression.</summary>
/// <param name="Error">What is wrong.</param>
/// <param name="At">How many of its characters were read until it showed.</param>
public sealed record PatternProblem(RegexParseError Error, int At);
