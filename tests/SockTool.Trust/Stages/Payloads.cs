using System.Collections.Concurrent;
using SockTool.Trust.Rows;

namespace SockTool.Trust.Stages;

/// <summary>Files to send, made when they are asked for. Each block bears its number: one that comes twice or late is seen.</summary>
internal sealed class Payloads(Folder folder, int seed)
{
    private const int Block = Bytes.MiB;

    private readonly ConcurrentDictionary<long, Lazy<string>> files = new();

    public string Of(long size) => files.GetOrAdd(size, _ => new(() => Write(size))).Value;

    private string Write(long size)
    {
        var path = folder[$"payload-{size}"];
        if (size > new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace)
        {
            throw new NotPermittedException($"no room for a file of {size / Bytes.MiB} MiB");
        }

        var block = Bytes.Random(Block, seed);
        using var file = File.Create(path);
        for (var (left, number) = (size, 0L); left > 0; left -= Block, number++)
        {
            BitConverter.TryWriteBytes(block, number);
            BitConverter.TryWriteBytes(block.AsSpan(Block / 2), ~number);
            file.Write(block.AsSpan(0, (int)Math.Min(Block, left)));
        }

        return path;
    }
}
