namespace SockTool.Terminal.LineEditing;

/// <summary>What each key does to a line. Keys that concern more than the line do nothing here.</summary>
internal static class LineBufferKeys
{
    internal static void Apply(this LineBuffer line, Key key)
    {
        if (key.Kind == KeyKind.Character)
        {
            line.Insert(key.Rune);
        }
        else
        {
            ActionOf(line, key.Kind)();
        }
    }

    private static Action ActionOf(LineBuffer line, KeyKind kind) => kind switch
    {
        KeyKind.Backspace => line.Backspace,
        KeyKind.Delete or KeyKind.DeleteOrEnd => line.Delete,
        KeyKind.Left => line.Left,
        KeyKind.Right => line.Right,
        KeyKind.Home => line.Home,
        KeyKind.End => line.End,
        KeyKind.WordLeft => line.WordLeft,
        KeyKind.WordRight => line.WordRight,
        KeyKind.KillToStart => line.KillToStart,
        KeyKind.KillToEnd => line.KillToEnd,
        KeyKind.KillWordLeft => line.KillWordLeft,
        KeyKind.KillWordRight => line.KillWordRight,
        KeyKind.KillBlankWordLeft => line.KillBlankWordLeft,
        _ => () => { }
        ,
    };

    private static void NotAnEdit()
    {
    }
}
