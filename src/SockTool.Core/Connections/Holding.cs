namespace SockTool.Core.Connections;

/// <summary>Who else holds the open socket behind a descriptor.</summary>
public enum Holding
{
    /// <summary>Nobody: its flags are ours to set.</summary>
    Alone,

    /// <summary>
    /// Whoever handed it over, maybe: O_NONBLOCK belongs to the open file description and would be theirs too (fcntl(2)). Each
    /// recv and send says that it does not wait; splice(2) cannot say so on every kernel, and is not used.
    /// </summary>
    Shared,
}
