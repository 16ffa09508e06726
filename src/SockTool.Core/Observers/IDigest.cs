namespace SockTool.Core.Observers;

/// <summary>An observer that keeps a hash of each direction.</summary>
public interface IDigest : ISessionObserver, IDisposable
{
    /// <summary>Lower-case hexadecimal of the bytes sent so far.</summary>
    string Sent { get; }

    /// <summary>Lower-case hexadecimal of the bytes received so far.</summary>
    string Received { get; }
}
