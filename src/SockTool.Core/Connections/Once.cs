namespace SockTool.Core.Connections;

/// <summary>Something that is fetched when it is first asked for, and once. After a failure whoever asks next tries again.</summary>
public sealed class Once<T>(Func<CancellationToken, Task<T>> fetch)
{
    private readonly Lock gate = new();
    private Task<T>? fetched;

    public Task<T> GetAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            return fetched = fetched is null or { IsFaulted: true } or { IsCanceled: true } ? fetch(cancellation) : fetched;
        }
    }
}
