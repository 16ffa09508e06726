using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Transports.Access;

namespace SockTool.Core.Tests.Transports.Access;

public sealed class HostileAccessFileTests : IDisposable
{
    private const string List = "# who may\n10.0.0.0/8 192.168.1.1-192.168.1.9\n::1 fe80::/10 2001:db8::1-2001:db8::ff # lab\nlocalhost host.example\n";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sock");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Mutated_list_is_a_list_or_a_failure_that_names_its_line()
    {
        var random = new Random(9);
        var path = Path.Combine(folder.FullName, "list");
        var good = Encoding.UTF8.GetBytes(List);
        var lists = 0;
        for (var i = 0; i < Accidents.Tries; i++)
        {
            await File.WriteAllBytesAsync(path, good.Mutated(random));
            try
            {
                await AccessFile.ReadAsync(path, CancellationToken.None);
                lists++;
            }
            catch (FailureException failed)
            {
                Assert.True(failed.Failure is { Kind: FailureKind.InputUnreadable } or { Kind: FailureKind.ListMalformed, Number: > 0, Malformed: not null });
            }
        }

        Assert.InRange(lists, 1, Accidents.Tries - 1);
    }
}
