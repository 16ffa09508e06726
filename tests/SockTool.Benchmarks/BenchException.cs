namespace SockTool.Benchmarks;

/// <summary>A measurement or the whole run cannot go on; the message says why, to a person.</summary>
internal sealed class BenchException(string message) : Exception(message);
