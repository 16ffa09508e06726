using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SockTool.Core.Endpoints;

/// <summary>Reads a port: decimal, or the name of a service.</summary>
public static class PortText
{
    /// <summary>True with a port of 0 (to dial: 1) to 65535.</summary>
    public static bool TryParse(string text, EndpointRole role, out int port, [NotNullWhen(false)] out ParseProblem? problem)
    {
        port = 0;
        problem = text.Length == 0 ? new(ParseProblemKind.PortMissing, text)
            : IsNumber(text) ? ReadNumber(text, role, out port)
            : ServiceNames.TryFind(text, out port) ? null
            : new(ParseProblemKind.PortUnknown, text);
        return problem is null;
    }

    internal static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private static ParseProblem? ReadNumber(string digits, EndpointRole role, out int port) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out port)
        && port <= ushort.MaxValue
        && (port > 0 || role == EndpointRole.Accept)
            ? null
            : new(ParseProblemKind.PortOutOfRange, digits);
}
