using SockTool.Core.Connections;

namespace SockTool.Terminal;

/// <summary>Chooses how lines are read.</summary>
internal static class Lines
{
    public static ILines From(IInput input, StandardStreams streams, string prompt) => new PipedLines(input);
}
