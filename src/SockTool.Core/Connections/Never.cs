namespace SockTool.Core.Connections;

/// <summary>What never comes to pass.</summary>
internal static class Never
{
    /// <summary>A departure that cannot be known.</summary>
    public static Task<Failure?> Departs { get; } = new TaskCompletionSource<Failure?>().Task;
}
