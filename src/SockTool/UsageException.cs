namespace SockTool;

/// <summary>The user's mistake in words, and what to do instead where that is known. Ends the run with exit code 2.</summary>
internal sealed class UsageException(string message, string? hint = null) : Exception(message)
{
    public string? Hint => hint;
}
