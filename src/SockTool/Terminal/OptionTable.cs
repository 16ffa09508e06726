using SockTool.Core.Connections;
using SockTool.Core.Transports;
using SockTool.Core.Transports.SocketOptions;
using SockTool.Layout;

namespace SockTool.Terminal;

/// <summary>An option, what was asked for, null for nothing, and what is in force, which the kernel may have changed (socket(7) on SO_RCVBUF).</summary>
internal sealed record OptionRow(string Name, string? Asked, string InForce);

/// <summary>Socket options as a table.</summary>
internal static class OptionTable
{
    /// <param name="names">Which; null for no table, empty for all that the socket has.</param>
    /// <param name="connection">Whose.</param>
    /// <param name="asked">What was asked for.</param>
    /// <param name="log">Where the table goes.</param>
    public static void Show(IReadOnlyList<string>? names, IConnection connection, SocketSettings asked, EventLog log)
    {
        if (names is null || (connection as ISocketBacked)?.Socket is not { } socket)
        {
            return;
        }

        var entries = names.Count > 0 ? names.Select(name => SocketOptionCatalog.Find(name)!) : SocketOptionCatalog.All;
        log.Options(connection.Name, entries
            .Select(entry => (Entry: entry, InForce: SocketOptionReader.Read(socket, entry)))
            .Where(one => one.InForce is not null)
            .Select(one => new OptionRow(one.Entry.Name, asked.Options.LastOrDefault(option => option.Entry == one.Entry)?.Asked, one.InForce!)));
    }
}
