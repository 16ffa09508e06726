namespace SockTool.Core.Connections;

/// <summary>Who ended a session.</summary>
public enum EndedBy
{
    Us,
    Peer,
    Timer,
    Signal,
}
