namespace SockTool.EndToEnd.Harness;

/// <summary>A file each way: ours and theirs, and what was got of each.</summary>
internal static class Exchange
{
    public static async Task PrepareAsync(this Folder folder, int ours = 2 * Bytes.MiB, int theirs = Bytes.MiB)
    {
        await folder.WriteAsync("ours", Bytes.Random(ours, seed: 1));
        await folder.WriteAsync("theirs", Bytes.Random(theirs, seed: 2));
    }

    /// <summary>Checks that each side has what the other sent.</summary>
    public static async Task SameAsync(this Folder folder)
    {
        Assert.Equal(await Bytes.HashOfFileAsync(folder["ours"]), await Bytes.HashOfFileAsync(folder["theirs.got"]));
        Assert.Equal(await Bytes.HashOfFileAsync(folder["theirs"]), await Bytes.HashOfFileAsync(folder["ours.got"]));
    }
}
