using System.Collections.Concurrent;
using System.Text;
using SockTool.Core.Observers;

namespace SockTool.Core.Tests.Sessions;

/// <summary>What came and what passed, in its order.</summary>
internal sealed class Order : ISessionObserver
{
    public ConcurrentQueue<string> Came { get; } = new();

    public ConcurrentQueue<string> Passed { get; } = new();

    public bool NeedsBytes => true;

    void ISessionObserver.Passed(Direction direction, ReadOnlySpan<byte> bytes) => Passed.Enqueue($"{direction} {Encoding.ASCII.GetString(bytes)}");

    void ISessionObserver.Came(Direction direction, ReadOnlySpan<byte> bytes) => Came.Enqueue($"{direction} {Encoding.ASCII.GetString(bytes)}");
}
