using SockTool.Core.Observers;
using SockTool.Core.SessionFiles;

namespace SockTool.Core.Replays;

/// <summary>What is done where something else came than the session has.</summary>
public enum AtMismatch
{
    Stop,

    /// <summary>Go on, so that all that differs is known.</summary>
    GoOn,
}

/// <summary>How a session is played.</summary>
public sealed record PlaySettings
{
    /// <summary>What a step may take where nobody says anything else.</summary>
    public static readonly TimeSpan UsualLimit = TimeSpan.FromSeconds(10);

    /// <summary>Who is played; the other one is verified.</summary>
    public required Side Played { get; init; }

    /// <summary>How long the other one may take for a step, where the session does not say it.</summary>
    public TimeSpan Limit { get; init; } = UsualLimit;

    public Masks Masks { get; init; } = new([]);

    public AtMismatch AtMismatch { get; init; }

    public ISessionObserver Observer { get; init; } = ObserverGroup.None;

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
