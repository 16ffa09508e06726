namespace SockTool.Benchmarks.Scenarios;

internal sealed class BothWays : Transfer
{
    public override string Name => "both-ways";

    public override string About => "a file each way at once, to /dev/null; the sum of both ways";

    protected override bool GoesBothWays => true;

    protected override string SenderLine(string command, string payload, string output) => $"exec {command} <{payload} >{output}";

    protected override string ReceiverLine(string command, string payload, string output) => $"exec {command} <{payload} >{output}";
}
