namespace SockTool.Terminal;

/// <summary>Lines of a person or a script, without their line ends.</summary>
internal interface ILines : IDisposable
{
    /// <summary>The next line; null at the end of the input.</summary>
    ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancellation);

    /// <summary>Bytes that were taken from the input and not given out as a line.</summary>
    long Unread { get; }

    /// <summary>Takes what is being typed off the screen, so that something else can be shown.</summary>
    void Hide();

    /// <summary>Puts it back.</summary>
    void Show();
}
