namespace SockTool.Core.Connections;

/// <summary>
/// The one exception of expected failures: thrown by connections, connectors and listeners,
/// caught by the pump and at the tool's border; a layer between may say what it means there.
/// </summary>
public sealed class FailureException : Exception
{
    public FailureException(Failure failure)
        : base(failure.Kind.ToString()) => Failure = failure;

    public FailureException(Failure failure, int transferred)
        : this(failure) => Transferred = transferred;

    public Failure Failure { get; }

    /// <summary>How many bytes of the failed write were taken before it failed.</summary>
    public int Transferred { get; }
}
