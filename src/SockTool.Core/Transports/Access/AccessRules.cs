using SockTool.Core.Endpoints;

namespace SockTool.Core.Transports.Access;

/// <summary>Who may be a client, as the user said it. What is denied is so even where it is allowed too.</summary>
public sealed record AccessRules
{
    public IReadOnlyList<AccessRule> Allowed { get; init; } = [];

    public IReadOnlyList<AccessRule> Denied { get; init; } = [];

    /// <summary>Files of rules; they are read again on request.</summary>
    public IReadOnlyList<string> AllowedFiles { get; init; } = [];

    public IReadOnlyList<string> DeniedFiles { get; init; } = [];

    /// <summary>Whether only those are let in who are allowed. A file that is given and has nobody in it allows nobody.</summary>
    public bool OnlyAllowed => Allowed.Count + AllowedFiles.Count > 0;

    public bool HasFiles => AllowedFiles.Count + DeniedFiles.Count > 0;

    public bool IsEmpty => !OnlyAllowed && !HasFiles && Denied.Count == 0;
}
