namespace SockTool.Core.Connections;

/// <summary>What is wrong with a line of a session file, or with what came in its place.</summary>
public enum SessionProblem
{
    None,

    /// <summary>The first line does not name the format.</summary>
    FormatUnknown,

    /// <summary>Not a line of the format.</summary>
    LineUnknown,

    /// <summary>A line is longer than any may be.</summary>
    LineTooLong,

    /// <summary>Not one text in quotation marks.</summary>
    NotQuoted,

    /// <summary>Not a regular expression.</summary>
    PatternMalformed,

    /// <summary>A pattern or <c>any</c> of the side that is played: nobody knows what to send.</summary>
    NotPlayable,

    /// <summary>A step of a side that has ended, or of a connection that was broken off.</summary>
    AfterTheEnd,

    /// <summary>Nothing in it that could be played.</summary>
    NoSteps,

    /// <summary>Other bytes came.</summary>
    Differs,

    /// <summary>Nothing more came in time.</summary>
    Silent,

    /// <summary>The other side did not take what was said in time.</summary>
    NotTaken,

    /// <summary>No client came for it.</summary>
    NotPlayed,

    /// <summary>The end came first.</summary>
    Ended,

    /// <summary>The connection was broken off first.</summary>
    Broken,

    /// <summary>Bytes came where the end was to come, or behind the last step.</summary>
    MoreCame,

    /// <summary>More came for a pattern than is held.</summary>
    TooMuch,
}
