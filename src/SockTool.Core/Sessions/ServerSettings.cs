namespace SockTool.Core.Sessions;

/// <summary>How much a server remembers of its sessions.</summary>
public enum Accounts
{
    /// <summary>One account for all: a server that never ends must not grow with its past.</summary>
    Summed,

    /// <summary>One for each.</summary>
    Each,
}

/// <summary>How many clients a server takes.</summary>
public sealed record ServerSettings
{
    /// <summary>Sessions in all; the server ends after them and refuses whoever comes later.</summary>
    public int Clients { get; init; } = 1;

    /// <summary>Sessions at the same time; one more is closed at once.</summary>
    public int MaxClients { get; init; } = int.MaxValue;

    /// <summary>Of those, with clients of one address; one more of them is closed at once.</summary>
    public int MaxClientsPerHost { get; init; } = int.MaxValue;

    internal bool LimitsHosts => MaxClientsPerHost < Clients;

    /// <summary>Sessions at the same time that the process has descriptors for; one more waits in the backlog.</summary>
    public int Capacity { get; init; } = int.MaxValue;

    /// <summary>How long the sessions may go on when the run retires (<see cref="Stopper.Retire"/>).</summary>
    public TimeSpan Grace { get; init; }

    public Accounts Accounts { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
