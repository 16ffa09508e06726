using SockTool.Core.Connections;
using SockTool.Core.Transports;
using SockTool.Core.Transports.SocketOptions;
using SockTool.Layout;

namespace SockTool.Terminal;

/// <summary>Socket options as a table: what was asked for and what is in force, which the kernel may have changed (socket(7) on SO_RCVBUF).</summary>
internal static class OptionTable
{
    /// <param name="names">Which; null for no table, empty for all that the socket has.</param>
    /// <param name="connection">Whose.</param>
    /// <param name="asked">What was asked for.</param>
    /// <param name="voice">Where the table goes.</param>
    public static void Show(IReadOnlyList<string>? names, IConnection connection, SocketSettings asked, Voice voice)
    {
        if (names is null || (connection as ISocketBacked)?.Socket is not { } socket)
        {
            return;
        }

        var entries = names.Count > 0 ? names.Select(name => SocketOptionCatalog.Find(name)!) : SocketOptionCatalog.All;
        var header = voice.Messages.OptionHeader.Split(',');
        voice.Tell(Row(header[0], header[1], header[2]));
        foreach (var entry in entries)
        {
            if (SocketOptionReader.Read(socket, entry) is { } inForce)
            {
                var wanted = asked.Options.LastOrDefault(option => option.Entry == entry)?.Asked ?? voice.Messages.NotAsked;
                voice.Tell(Row(entry.Name, wanted, inForce));
            }
        }
    }

    private static string Row(string name, string asked, string inForce) => $"{DisplayWidth.Pad(name, 22)} {DisplayWidth.Pad(asked, 12)} {inForce}";
}
