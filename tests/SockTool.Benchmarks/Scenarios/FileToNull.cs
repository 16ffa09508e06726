namespace SockTool.Benchmarks.Scenarios;

internal class FileToNull : Transfer
{
    public override string Name => "file-null";

    public override string About => "a file to /dev/null";

    protected override string SenderLine(string command, string payload, string output) => $"exec {command} <{payload} >{output}";

    protected override string ReceiverLine(string command, string payload, string output) => $"exec {command} <{Nowhere} >{output}";
}
