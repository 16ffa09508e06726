namespace SockTool.Benchmarks.Scenarios;

internal sealed class FileToFile : Transfer
{
    public override string Name => "file-file";

    public override string About => "a file to a fresh file in memory";

    protected override bool KeepsOutput => true;

    protected override string SenderLine(string command, string payload, string output) => $"exec {command} <{payload} >{Nowhere}";

    protected override string ReceiverLine(string command, string payload, string output) => $"exec {command} <{Nowhere} >{output}";
}
