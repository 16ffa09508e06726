namespace SockTool.Terminal;

/// <summary>Which senders were told of before. Of very many it forgets all, as anybody can make up senders.</summary>
internal sealed class NewSenders
{
    private const int Most = 4096;

    private readonly Lock gate = new();
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public bool IsNew(string sender)
    {
        lock (gate)
        {
            if (known.Count == Most)
            {
                known.Clear();
            }

            return known.Add(sender);
        }
    }
}
