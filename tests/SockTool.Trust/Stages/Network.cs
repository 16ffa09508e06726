using System.Globalization;
using SockTool.Trust.Contenders;
using SockTool.Trust.Rows;

namespace SockTool.Trust.Stages;

/// <summary>A network of the suite's own, which goes when the process that holds it goes, and that goes when its standard input ends.</summary>
internal sealed class Network : IAsyncDisposable
{
    // RFC 5737: nobody else has it.
    private const string FarServer = "192.0.2.1";

    private readonly Stage stage;
    private readonly RunningProcess holder;

    private Network(Stage stage, RunningProcess holder) => (this.stage, this.holder) = (stage, holder);

    private int Server { get; init; }

    private int Client { get; init; }

    private string? Host { get; init; }

    /// <summary>One namespace with nothing but a loopback, whose TCP has hardly any room.</summary>
    public static Task<Network> WithTinyBuffersAsync(Stage stage) => HeldByAsync(
        stage,
        """
        exec unshare -n bash -ec 'ip link set lo up
        echo 4096 4096 4096 >/proc/sys/net/ipv4/tcp_rmem
        echo 4096 4096 4096 >/proc/sys/net/ipv4/tcp_wmem
        echo $$ $$; exec cat'
        """,
        host: null);

    /// <summary>Two namespaces joined by link.c.</summary>
    public static Task<Network> OverAsync(Stage stage, BadLink link, int seed) => stage.Settings.Link is { Length: > 0 } program
        ? HeldByAsync(stage, string.Create(CultureInfo.InvariantCulture, $"exec {program} {seed} {link.LossPermille} {link.Delay.TotalMilliseconds} {link.DoublePermille} {link.DeadAfter} {link.DeadFor.TotalMilliseconds}"), FarServer)
        : throw new NotPermittedException("no C compiler");

    /// <summary>The same exchange inside of it.</summary>
    public Exchange Move(Exchange exchange) => exchange with
    {
        Before = side => string.Create(CultureInfo.InvariantCulture, $"nsenter -t {(side is Side.Server ? Server : Client)} -n"),
        Host = Host,
    };

    public ValueTask DisposeAsync() => stage.EndAsync(holder);

    private static async Task<Network> HeldByAsync(Stage stage, string script, string? host)
    {
        var process = stage.Start(script);
        await Until.TrueAsync(() => process.HasEnded || process.Output.Text.Contains('\n', StringComparison.Ordinal), "a network");
        if (process.HasEnded)
        {
            throw new NotPermittedException((await process.ExitAsync()).Error.Trim());
        }

        int[] ids = [.. process.Output.Text.Trim().Split(' ').Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
        return new(stage, process) { Server = ids[0], Client = ids[1], Host = host };
    }
}

/// <summary>What a link does to packets; it is dead for a while when some have passed.</summary>
internal sealed record BadLink(int LossPermille, TimeSpan Delay, int DoublePermille = 0)
{
    /// <summary>In packets, both ways together.</summary>
    public int DeadAfter { get; init; }

    public TimeSpan DeadFor { get; init; }
}
