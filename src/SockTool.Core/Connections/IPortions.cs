namespace SockTool.Core.Connections;

/// <summary>Says how much of what has come a reader may have at once.</summary>
public interface IPortions
{
    /// <summary>How many of these bytes go now, at least one of any; they count as gone.</summary>
    int Next(ReadOnlySpan<byte> available);
}
