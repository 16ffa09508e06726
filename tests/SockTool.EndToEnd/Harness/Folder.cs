namespace SockTool.EndToEnd.Harness;

/// <summary>A folder of a test's own, short enough for Unix socket paths.</summary>
internal sealed class Folder : IDisposable
{
    public Folder() => Root = Directory.CreateTempSubdirectory("sock").FullName;

    public string Root { get; }

    public string this[string name] => Path.Combine(Root, name);

    public IEnumerable<string> Names => Directory.EnumerateFileSystemEntries(Root).Select(entry => Path.GetFileName(entry)!).Order(StringComparer.Ordinal);

    public async Task<string> WriteAsync(string name, byte[] content)
    {
        await File.WriteAllBytesAsync(this[name], content);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
