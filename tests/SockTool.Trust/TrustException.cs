namespace SockTool.Trust;

/// <summary>What keeps the suite itself from running.</summary>
internal sealed class TrustException(string message) : Exception(message);
