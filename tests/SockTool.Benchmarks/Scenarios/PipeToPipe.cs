namespace SockTool.Benchmarks.Scenarios;

internal sealed class PipeToPipe : Transfer
{
    public override string Name => "pipe-pipe";

    public override string About => "cat FILE | sender, receiver | cat >/dev/null";

    protected override string SenderLine(string command, string payload, string output) => $"cat {payload} | {command} >{output}";

    protected override string ReceiverLine(string command, string payload, string output) => $"{command} <{Nowhere} | cat >{output}";
}
