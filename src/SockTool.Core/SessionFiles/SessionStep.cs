namespace SockTool.Core.SessionFiles;

/// <summary>Whose turn it is. In a session file <c>&gt;</c> is always the client and <c>&lt;</c> the server, whoever wrote it.</summary>
public enum Side
{
    Client,
    Server,
}

/// <summary>One step of a session.</summary>
/// <param name="Line">The line of the file that it stands in, from 1.</param>
public abstract record SessionStep(int Line);

/// <summary>Something that one of the two does.</summary>
public abstract record SidedStep(int Line, Side Side) : SessionStep(Line);

/// <summary>It sends these bytes; over datagrams, as one.</summary>
public sealed record SaidStep(int Line, Side Side, ReadOnlyMemory<byte> Bytes) : SidedStep(Line, Side);

/// <summary>It sends what this regular expression matches as a whole.</summary>
public sealed record PatternStep(int Line, Side Side, BytePattern Pattern) : SidedStep(Line, Side);

/// <summary>It sends whatever it wants, until the next step.</summary>
public sealed record AnyStep(int Line, Side Side) : SidedStep(Line, Side);

/// <summary>It ends its way of the connection and still hears the other (shutdown(2), SHUT_WR).</summary>
public sealed record EndStep(int Line, Side Side) : SidedStep(Line, Side);

/// <summary>It breaks the connection off (RST).</summary>
public sealed record ResetStep(int Line, Side Side) : SidedStep(Line, Side);

/// <summary>So much time passes.</summary>
public sealed record PauseStep(int Line, TimeSpan Length) : SessionStep(Line);

/// <summary>How long each of the steps that follow may take.</summary>
public sealed record WithinStep(int Line, TimeSpan Limit) : SessionStep(Line);
