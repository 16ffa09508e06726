using SockTool.Commands;

namespace SockTool.Catalogs;

/// <summary>Every command there is, in the order of the help.</summary>
internal static class CommandCatalog
{
    public static IReadOnlyList<SockCommand> All() => [new ConnectCommand(), new ListenCommand(), new EchoServerCommand(), new RelayCommand(), new ProbeCommand(), new ReplayCommand(), new CompletionsCommand()];
}
