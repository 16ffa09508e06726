namespace SockTool.Core.Connections;

/// <summary>What opening a file to write does with what is there.</summary>
internal enum FileOpening
{
    /// <summary>It is there, and stays as it is.</summary>
    Existing,

    /// <summary>The same of a FIFO, which somebody reads now: where nobody does, this does not wait (ENXIO, fifo(7)).</summary>
    Attended,

    /// <summary>It is not there.</summary>
    New,

    /// <summary>It is not there, and nobody else may read it, where files have modes.</summary>
    Private,

    /// <summary>Nothing is left of what was there.</summary>
    Over,

    Append,
}
