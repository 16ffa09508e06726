using SockTool.Benchmarks.Processes;

namespace SockTool.Benchmarks.Peers;

/// <summary>How a tool moves a stream: its command lines, without redirections.</summary>
internal sealed record Mover(Tool Tool, Way OneWay, Way BothWays, bool TellsItsPort);

/// <summary>The two ends; a sender dials a port, a receiver opens a doorway.</summary>
internal sealed record Way(Func<int, string> Sender, Func<Doorway, string> Receiver);
