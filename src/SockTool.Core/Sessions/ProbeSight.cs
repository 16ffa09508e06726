namespace SockTool.Core.Sessions;

/// <summary>How much a look in a wait is worth.</summary>
internal enum ProbeSightKind
{
    Whole,

    /// <summary>The end of the wait came before its own limit: it knows less than a whole one.</summary>
    CutShort,
}

/// <summary>What a look in a wait has seen.</summary>
internal sealed record ProbeSight(ProbeRow Row, ProbeSightKind Kind);
