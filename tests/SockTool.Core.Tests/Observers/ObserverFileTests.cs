using SockTool.Core.Connections;
using SockTool.Core.Observers;

namespace SockTool.Core.Tests.Observers;

public sealed class ObserverFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    private string Place => Path.Combine(folder, "seen");

    [Theory]
    [InlineData(FileWriting.Over, "new")]
    [InlineData(FileWriting.Append, "old and new")]
    public void What_was_there_is_replaced_or_added_to(FileWriting writing, string expected)
    {
        File.WriteAllText(Place, "old and ");
        using var file = ObserverFile.Open(Place, writing);
        file.Write("new"u8);
        Assert.Equal(expected, File.ReadAllText(Place));
        Assert.Null(file.Failure);
    }

    [Fact]
    public void A_file_that_was_not_there_is_made_and_can_be_read_while_it_grows()
    {
        using var file = ObserverFile.Open(Place, FileWriting.Over);
        file.Write("one"u8);
        Assert.Equal("one", File.ReadAllText(Place));
        file.Write("two"u8);
        Assert.Equal("onetwo", File.ReadAllText(Place));
    }

    [Fact]
    public void A_symbolic_link_is_refused_CVE_2024_54661()
    {
        File.CreateSymbolicLink(Place, "/dev/null");
        var refused = Assert.Throws<FailureException>(() => ObserverFile.Open(Place, FileWriting.Over));
        Assert.Equal(FailureKind.OutputUnwritable, refused.Failure.Kind);
    }

    [Fact]
    public void The_first_write_that_fails_is_the_last_and_is_kept()
    {
        using var file = ObserverFile.Open("/dev/full", FileWriting.Over);
        file.Write("lost"u8);
        file.Write("lost too"u8);
        Assert.Equal(new Failure(FailureKind.OutputUnwritable, Operation.Write) { Subject = "/dev/full", Errno = 28 }, file.Failure);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
