using System.CommandLine;
using SockTool.Core.Connections;
using static SockTool.Options.Prominence;

namespace SockTool.Options;

/// <summary>The limits of a run: of each operation, of silence, of everything.</summary>
internal sealed record TimeSettings
{
    public OperationLimits Operations { get; init; } = OperationLimits.None;

    public TimeSpan Idle { get; init; } = Timeout.InfiniteTimeSpan;

    public TimeSpan Deadline { get; init; } = Timeout.InfiniteTimeSpan;
}

internal sealed class TimeGroup : OptionGroup
{
    public TimeGroup(SocketScope scope = SocketScope.Sessions)
    {
        Limit = Value(Common, "D", "--timeout", "-t");
        NonBlocking = Flag(Full, "--non-blocking");
        Blocking = Flag(Full, "--blocking");
        Connect = Value(Full, "D", "--connect-timeout");
        Accept = Value(scope == SocketScope.Dialled ? Vain : Full, "D", "--accept-timeout");
        Read = Value(Full, "D", "--read-timeout");
        Write = Value(Full, "D", "--write-timeout");
        Idle = Value(Common, "D", "--idle-timeout");
        Deadline = Value(Common, "D", "--deadline");
    }

    public override string Name => "time";

    public Option<string?> Limit { get; }

    public Option<bool> NonBlocking { get; }

    public Option<bool> Blocking { get; }

    public Option<string?> Connect { get; }

    public Option<string?> Accept { get; }

    public Option<string?> Read { get; }

    public Option<string?> Write { get; }

    public Option<string?> Idle { get; }

    public Option<string?> Deadline { get; }

    public TimeSettings Bind(Binder binder)
    {
        binder.NotBoth(NonBlocking, Blocking);
        binder.NotBoth(Limit, NonBlocking);
        binder.NotBoth(Limit, Blocking);
        var each = binder.Has(NonBlocking) ? TimeSpan.Zero : binder.Duration(Limit) ?? Timeout.InfiniteTimeSpan;
        return new TimeSettings
        {
            Operations = new OperationLimits
            {
                Connect = binder.Duration(Connect) ?? each,
                Accept = binder.Duration(Accept) ?? each,
                Read = binder.Duration(Read) ?? each,
                Write = binder.Duration(Write) ?? each,
            },
            Idle = binder.LongerThanNothing(Idle) ?? Timeout.InfiniteTimeSpan,
            Deadline = binder.LongerThanNothing(Deadline) ?? Timeout.InfiniteTimeSpan,
        };
    }
}
