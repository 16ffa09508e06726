using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Transports;
using SockTool.Options;

namespace SockTool.Terminal;

/// <summary>Tells scripts and the service manager that the listener stands, and that it is leaving. The file, one line with the bound address, is removed at the end.</summary>
internal sealed class ReadyNotice : IDisposable
{
    private readonly ReplacingFile? file;
    private readonly ServiceManager manager;
    private readonly IDisposable rite;
    private int leaving;

    private ReadyNotice(ReplacingFile? file, ServiceManager manager, LastRites rites)
    {
        (this.file, this.manager) = (file, manager);
        rite = rites.Add(() => file?.RemoveIfOurs());
    }

    /// <exception cref="FailureException">It cannot be written; kind OutputUnwritable.</exception>
    public static ReadyNotice Give(BoundAddress address, ServingSettings serving, LastRites rites, ServiceManager manager)
    {
        var line = Encoding.UTF8.GetBytes($"{address.Name}\n");
        if (serving.ReadyDescriptor is { } descriptor)
        {
            StandardStreams.WriteOnce(descriptor, line);
        }

        // Whole or not at all: a script that sees the file may read it at once.
        var notice = new ReadyNotice(serving.ReadyFile is { } path ? ReplacingFile.WriteWhole(path, line) : null, manager, rites);
        manager.TellReady();
        return notice;
    }

    /// <summary>Nobody new is served from now on.</summary>
    public void Leave()
    {
        if (Interlocked.Exchange(ref leaving, 1) == 0)
        {
            manager.TellStopping();
        }
    }

    public void Dispose()
    {
        Leave();
        file?.RemoveIfOurs();
        rite.Dispose();
    }
}
