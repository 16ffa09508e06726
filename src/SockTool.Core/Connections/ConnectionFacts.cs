namespace SockTool.Core.Connections;

/// <summary>What is said of every connection, also of one that does not tell.</summary>
public static class ConnectionFacts
{
    /// <summary>The address of this side; empty where it has none.</summary>
    public static string LocalNameOrNone(this IConnection connection) => (connection as ILocalName)?.LocalName ?? "";

    /// <summary>How it ends when nothing goes wrong.</summary>
    public static SessionEnd EndInOrder(this IConnection connection) => (connection as IOrderlyEnd)?.OrderlyEnd ?? SessionEnd.Fin;
}
