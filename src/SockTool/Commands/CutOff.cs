using SockTool.Core.Connections;

namespace SockTool.Commands;

/// <summary>
/// The end of a connection whose process ends at once: a reset, and before whatever else ends with us has an end that would be carried
/// over to it.
/// </summary>
internal static class CutOff
{
    public static void Now(IConnection end)
    {
        (end as IResettable)?.ResetOnClose();
        (end as ISocketBacked)?.Socket?.Dispose();
    }
}
