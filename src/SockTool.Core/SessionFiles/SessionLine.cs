namespace SockTool.Core.SessionFiles;

/// <summary>One line of a session file.</summary>
/// <param name="Text">As it stands there, without its end.</param>
/// <param name="Session">Which session it is of, from 1.</param>
/// <param name="Step">null for a comment.</param>
public sealed record SessionLine(string Text, int Session, SessionStep? Step);
