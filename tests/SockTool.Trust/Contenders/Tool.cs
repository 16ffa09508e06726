namespace SockTool.Trust.Contenders;

/// <summary>A program and how a user starts it; null where it cannot do that. Command lines are words for sh, without redirections.</summary>
internal sealed record Tool(string Name, string Path)
{
    public const string Fastest = "fastest";

    public bool IsOurs => Name == "sock";

    /// <summary>The pumps to try, as SOCK_ENGINE names them; the others have one.</summary>
    public IReadOnlyList<string> Engines => IsOurs ? [Fastest, "buffer"] : [Fastest];

    /// <summary>How long its end is waited for: a peer that hangs is no news.</summary>
    public TimeSpan Patience => IsOurs ? Until.Deadline : TimeSpan.FromSeconds(6);

    public required Func<Door, string?> Listen { get; init; }

    public required Func<Door, string?> Connect { get; init; }

    public bool Speaks(Carrier carrier)
    {
        var door = new Door(carrier, "", 0, TellsItsAddress: IsOurs);
        return Listen(door) is not null && Connect(door) is not null;
    }
}

internal enum Carrier
{
    Tcp4,
    Tcp6,
    Unix,
    Tls,
    WebSocket,
}
