namespace SockTool.Core.Observers;

/// <summary>The two ways of a session, seen from this side.</summary>
public enum Direction
{
    ToPeer,
    FromPeer,
}
