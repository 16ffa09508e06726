using System.Diagnostics.CodeAnalysis;

namespace SockTool.Core.Endpoints;

/// <summary>Whom a rule is about.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Range">The addresses; null where the text is a name, which is all of its addresses.</param>
public sealed record AccessRule(string Text, AddressRange? Range)
{
    /// <summary>Reads a network, a range, an address or a name. What looks like an address and is none is never taken for a name.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out AccessRule? rule, [NotNullWhen(false)] out ParseProblem? problem)
    {
        AddressRange? range = null;
        problem = AddressRange.IsMeantBy(text)
            ? AddressRange.TryParse(text, out range, out var wrong) ? null : wrong
            : HostText.Check(text);
        rule = problem is null ? new AccessRule(text, range) : null;
        return rule is not null && problem is null;
    }

    public override string ToString() => Range is null || Range.ToString() == Text ? Text : $"{Text}={Range}";
}
