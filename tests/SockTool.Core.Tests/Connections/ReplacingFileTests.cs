using System.Runtime.Versioning;
using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Tests.Doubles;

namespace SockTool.Core.Tests.Connections;

[UnsupportedOSPlatform("windows")]
public sealed class ReplacingFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sock-file-");
    private readonly string path;

    public ReplacingFileTests() => path = Path.Combine(folder.FullName, "out");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Only_a_commit_puts_the_file_in_its_place()
    {
        using var file = ReplacingFile.Open(path, FileWriting.Replace);
        await file.SayAsync("hello");
        await file.EndAsync();
        Assert.False(File.Exists(path));
        file.Commit();
        Assert.Equal("hello", await File.ReadAllTextAsync(path));
        Assert.Single(folder.GetFiles());
    }

    [Fact]
    public async Task Until_then_the_old_content_stays_and_its_mode_is_taken_over()
    {
        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        await File.WriteAllTextAsync(path, "old");
        File.SetUnixFileMode(path, Private);
        using var file = ReplacingFile.Open(path, FileWriting.Replace);
        await file.SayAsync("new");
        Assert.Equal("old", await File.ReadAllTextAsync(path));
        file.Commit();
        Assert.Equal("new", await File.ReadAllTextAsync(path));
        Assert.Equal(Private, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task What_was_received_before_a_failure_is_kept_beside_the_untouched_file()
    {
        await File.WriteAllTextAsync(path, "old");
        using var file = ReplacingFile.Open(path, FileWriting.Replace);
        await file.SayAsync("part");
        var left = file.Abandon();
        Assert.Equal("old", await File.ReadAllTextAsync(path));
        Assert.Equal("part", await File.ReadAllTextAsync(left!));
        Assert.StartsWith($"{path}.", left, StringComparison.Ordinal);
        Assert.EndsWith(".partial", left, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_received_leaves_nothing_behind()
    {
        using var file = ReplacingFile.Open(path, FileWriting.Replace);
        Assert.Null(file.Abandon());
        Assert.Empty(folder.GetFiles());
    }

    [Theory]
    [InlineData(FileWriting.Replace)]
    [InlineData(FileWriting.Append)]
    public void A_symbolic_link_is_refused_CVE_2024_54661(FileWriting writing)
    {
        var target = Path.Combine(folder.FullName, "target");
        File.WriteAllText(target, "precious");
        File.CreateSymbolicLink(path, target);
        var refused = Assert.Throws<FailureException>(() => ReplacingFile.Open(path, writing)).Failure;
        Assert.Equal((FailureKind.OutputUnwritable, Errno.TooManyLinks, path), (refused.Kind, refused.Errno, refused.Subject));
        Assert.Equal("precious", File.ReadAllText(target));
    }

    [Fact]
    public async Task A_device_is_written_straight_and_never_renamed_over()
    {
        var before = FileIdentity.OfPath("/dev/null");
        using var device = ReplacingFile.Open("/dev/null", FileWriting.Replace);
        await device.SayAsync("gone");
        device.Commit();
        Assert.Null(device.Abandon());
        Assert.Equal(before, FileIdentity.OfPath("/dev/null"));
    }

    [SkippableFact]
    public async Task A_device_that_is_full_says_so()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        using var full = ReplacingFile.Open("/dev/full", FileWriting.Replace);
        var failure = await EndExtensions.FailureAsync(() => full.SayAsync("x"));
        Assert.Equal((FailureKind.OutputUnwritable, "ENOSPC"), (failure.Kind, Errno.NameOf(failure.Errno)));
    }

    [Fact]
    public async Task Append_writes_straight_to_the_end_of_the_file()
    {
        await File.WriteAllTextAsync(path, "one ");
        using var file = ReplacingFile.Open(path, FileWriting.Append);
        await file.SayAsync("two");
        Assert.Equal("one two", await File.ReadAllTextAsync(path));
        Assert.Null(file.Abandon());
        Assert.Equal("one two", await File.ReadAllTextAsync(path));
    }

    [Fact]
    public void What_we_put_in_place_is_removed()
    {
        ReplacingFile.WriteWhole(path, "ours"u8.ToArray()).RemoveIfOurs();
        Assert.Empty(folder.GetFiles());
    }

    [SkippableTheory]
    [InlineData("other")]
    [InlineData("ours")]
    public void Another_file_in_its_place_stays_even_with_the_number_of_the_first(string content)
    {
        var file = ReplacingFile.WriteWhole(path, "ours"u8.ToArray());
        var ours = FileIdentity.OfPath(path)!;
        Skip.If(ours.Birth == default);
        for (var left = 50; left > 0 && !(FileIdentity.OfPath(path) is { } there && there.Inode == ours.Inode && there.Birth != ours.Birth); left--)
        {
            // Most file systems give a number out again at once, tmpfs does not.
            File.Delete(path);
            File.WriteAllText(path, content);
        }

        file.RemoveIfOurs();
        Assert.Equal(content, File.ReadAllText(path));
    }

    [Theory]
    [InlineData("ours and more")]
    [InlineData("our")]
    [InlineData("")]
    [InlineData("hers")]
    public void A_file_that_somebody_wrote_into_stays(string content)
    {
        var file = ReplacingFile.WriteWhole(path, "ours"u8.ToArray());
        File.WriteAllText(path, content);
        file.RemoveIfOurs();
        Assert.Equal(content, File.ReadAllText(path));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_refused_before_anything_is_received()
    {
        var nowhere = Path.Combine(folder.FullName, "missing", "out");
        var refused = Assert.Throws<FailureException>(() => ReplacingFile.Open(nowhere, FileWriting.Replace)).Failure;
        Assert.Equal((FailureKind.OutputUnwritable, Operation.Open, nowhere, "ENOENT"), (refused.Kind, refused.Operation, refused.Subject, Errno.NameOf(refused.Errno)));
    }

    [Fact]
    public void A_folder_is_refused() =>
        Assert.Equal("EISDIR", Errno.NameOf(Assert.Throws<FailureException>(() => ReplacingFile.Open(folder.FullName, FileWriting.Replace)).Failure.Errno));

    [Fact]
    public async Task A_rename_that_fails_tells_the_systems_own_number()
    {
        using var file = ReplacingFile.Open(path, FileWriting.Replace);
        await file.SayAsync("x");
        file.Dispose();
        folder.GetFiles().Single().Delete();
        var failure = Assert.Throws<FailureException>(file.Commit).Failure;
        Assert.Equal((Operation.Rename, "ENOENT"), (failure.Operation, Errno.NameOf(failure.Errno)));
    }
}
