using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Terminal;

/// <summary>Chooses how lines are read: edited by a person at a terminal, or as they come.</summary>
internal static class Lines
{
    public static ILines From(IInput input, StandardStreams streams, string prompt) =>
        Platform.HasDescriptors && input is DescriptorInput { ReadDescriptor: StandardDescriptors.Input } && streams is { InputIsTerminal: true, OutputIsTerminal: true }
            ? new EditedLines(input, streams, prompt)
            : new PipedLines(input);
}
