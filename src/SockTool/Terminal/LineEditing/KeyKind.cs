namespace SockTool.Terminal.LineEditing;

/// <summary>What a key asks for. The bindings are those of readline's emacs mode.</summary>
internal enum KeyKind
{
    /// <summary>Bytes that mean nothing here.</summary>
    None,
    Character,
    Enter,
    Backspace,
    Delete,

    /// <summary>Ctrl+D: delete, or the end of input on an empty line.</summary>
    DeleteOrEnd,
    Left,
    Right,
    Home,
    End,
    WordLeft,
    WordRight,
    Older,
    Newer,
    KillToStart,
    KillToEnd,
    KillWordLeft,
    KillWordRight,

    /// <summary>Ctrl+W: up to the last blank, as the terminal's own WERASE.</summary>
    KillBlankWordLeft,
    ClearScreen,
}
