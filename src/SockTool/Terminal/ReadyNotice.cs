using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Transports;
using SockTool.Options;

namespace SockTool.Terminal;

/// <summary>Tells scripts that the listener stands: one line, the bound address. The file is removed at the end.</summary>
internal sealed class ReadyNotice : IDisposable
{
    private readonly ReplacingFile? file;

    private ReadyNotice(ReplacingFile? file) => this.file = file;

    /// <exception cref="FailureException">It cannot be written; kind OutputUnwritable.</exception>
    public static ReadyNotice Give(BoundAddress address, ServingSettings serving)
    {
        var line = Encoding.UTF8.GetBytes($"{address.Name}\n");
        if (serving.ReadyDescriptor is { } descriptor)
        {
            StandardStreams.WriteOnce(descriptor, line);
        }

        // Whole or not at all: a script that sees the file may read it at once.
        return new ReadyNotice(serving.ReadyFile is { } path ? ReplacingFile.WriteWhole(path, line) : null);
    }

    public void Dispose() => file?.RemoveIfOurs();
}
