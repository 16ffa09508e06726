namespace SockTool.Benchmarks;

/// <summary>A folder in memory for one run of the benchmarks, with the file that is sent.</summary>
internal sealed class WorkFolder : IDisposable
{
    private readonly DirectoryInfo folder;
    private readonly Lazy<string> payload;
    private int names;

    public WorkFolder(bool quick)
    {
        PayloadBytes = quick ? 256L << 20 : 2L << 30;
        folder = Directory.Exists("/dev/shm")
            ? Directory.CreateDirectory($"/dev/shm/sock-bench-{Environment.ProcessId}")
            : Directory.CreateTempSubdirectory("sock-bench-");
        payload = new(WritePayload);
    }

    public long PayloadBytes { get; }

    public string Payload => payload.Value;

    /// <summary>A path that is not in use.</summary>
    public string Fresh(string kind) => Path.Combine(folder.FullName, $"{kind}-{++names}");

    public void Dispose() => folder.Delete(recursive: true);

    private string WritePayload()
    {
        var path = Fresh("payload");
        var block = new byte[1 << 20];
        new Random(1).NextBytes(block);
        using var file = File.Create(path);
        for (var left = PayloadBytes; left > 0; left -= block.Length)
        {
            file.Write(block);
        }

        return path;
    }
}
