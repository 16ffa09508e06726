using System.Collections.Concurrent;
using System.Net;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Tests.Native;
using SockTool.Core.Transports;
using SockTool.Core.Transports.Access;

namespace SockTool.Core.Tests.Transports.Access;

/// <summary>Who is admitted by which rules, and what files of them may hold.</summary>
public sealed class AccessGateTests : ITransportObserver, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("sock-access-").FullName;
    private readonly ConcurrentQueue<string> told = new();

    void ITransportObserver.AccessRead(int? allowed, int denied) => told.Enqueue($"read {allowed} {denied}");

    void ITransportObserver.AccessKept(Failure failure) => told.Enqueue($"kept {failure.Kind} {failure.Number}");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("", "", "192.0.2.1", true)]
    [InlineData("192.0.2.0/24", "", "192.0.2.1", true)]
    [InlineData("192.0.2.0/24", "", "192.0.3.1", false)]
    [InlineData("192.0.2.0/24", "", "::1", false)]
    [InlineData("192.0.2.0/24 ::1", "", "::1", true)]
    [InlineData("192.0.2.0/24", "192.0.2.1", "192.0.2.1", false)]
    [InlineData("192.0.2.1", "192.0.2.0/24", "192.0.2.1", false)]
    [InlineData("192.0.2.0/24", "192.0.2.1", "192.0.2.2", true)]
    [InlineData("", "192.0.2.1", "192.0.2.1", false)]
    [InlineData("", "192.0.2.1", "192.0.2.2", true)]
    [InlineData("", "0.0.0.0/0", "::1", true)]
    [InlineData("", "::/0", "192.0.2.1", true)]
    [InlineData("", "::/0", "::ffff:192.0.2.1", true)]
    [InlineData("", "::/0 0.0.0.0/0", "::1", false)]
    [InlineData("192.0.2.1", "", "::ffff:192.0.2.1", true)]
    [InlineData("", "192.0.2.1", "::ffff:192.0.2.1", false)]
    [InlineData("", "::ffff:192.0.2.1", "192.0.2.1", false)]
    [InlineData("::ffff:192.0.2.0/120", "", "192.0.2.255", true)]
    [InlineData("fe80::/10", "", "fe80::1%3", true)]
    [InlineData("", "fe80::1", "fe80::1%3", false)]
    [InlineData("192.0.2.5-192.0.2.7", "", "192.0.2.4", false)]
    [InlineData("192.0.2.5-192.0.2.7", "", "192.0.2.5", true)]
    [InlineData("192.0.2.5-192.0.2.7", "", "192.0.2.7", true)]
    [InlineData("192.0.2.5-192.0.2.7", "", "192.0.2.8", false)]
    [InlineData("localhost", "", "127.0.0.1", true)]
    [InlineData("localhost", "", "127.0.0.2", false)]
    [InlineData("", "localhost", "127.0.0.1", false)]
    public async Task Deny_beats_allow_and_who_is_not_among_the_allowed_is_denied(string allowed, string denied, string peer, bool isAdmitted)
    {
        await using var gate = Over(new AccessRules { Allowed = Rules(allowed), Denied = Rules(denied) });
        Assert.False(gate.Admits(new IPEndPoint(IPAddress.Parse(peer), 1)));
        await gate.OpenAsync(CancellationToken.None);
        Assert.Equal(isAdmitted, gate.Admits(new IPEndPoint(IPAddress.Parse(peer), 1)));
        Assert.False(gate.Admits(null));
        Assert.False(gate.Admits(new DnsEndPoint("localhost", 1)));
    }

    [Theory]
    [InlineData("192.0.2.1\n", true)]
    [InlineData("# all\n\n\t192.0.2.7\t 192.0.2.1# one", true)]
    [InlineData("\uFEFF192.0.2.1\r\n10.0.0.0/8\r\n", true)]
    [InlineData("#192.0.2.1", false)]
    [InlineData("", false)]
    [InlineData(" \n# nobody\n", false)]
    public async Task A_file_allows_whom_it_names_and_an_empty_one_nobody(string text, bool isAdmitted)
    {
        await using var gate = Over(new AccessRules { AllowedFiles = [Written("list", text)] });
        await gate.OpenAsync(CancellationToken.None);
        Assert.Equal(isAdmitted, gate.Admits(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 1)));
    }

    [Theory]
    [InlineData("::1\n\n 10.0.0.1/8", 3, ParseProblemKind.NetworkHasHost)]
    [InlineData("::1 ok.example 10.0.0.1,::1", 1, ParseProblemKind.IPv6Malformed)]
    [InlineData("a\u0000b", 1, ParseProblemKind.HostForbiddenCharacter)]
    public async Task A_bad_word_of_a_file_is_told_with_its_line(string text, int line, ParseProblemKind kind)
    {
        await using var gate = Over(new AccessRules { DeniedFiles = [Written("list", text)] });
        var failed = await Assert.ThrowsAsync<FailureException>(() => gate.OpenAsync(CancellationToken.None));
        Assert.Equal((FailureKind.ListMalformed, line, kind), (failed.Failure.Kind, failed.Failure.Number, failed.Failure.Malformed!.Kind));
    }

    [Fact]
    public async Task A_file_that_is_not_UTF8_or_too_large_cannot_be_read()
    {
        await File.WriteAllBytesAsync(Path.Combine(folder, "latin"), [(byte)'#', 0xe4]);
        foreach (var file in (string[])[Path.Combine(folder, "latin"), "/dev/zero", Path.Combine(folder, "none")])
        {
            await using var gate = Over(new AccessRules { AllowedFiles = [file] });
            Assert.Equal(FailureKind.InputUnreadable, (await Assert.ThrowsAsync<FailureException>(() => gate.OpenAsync(CancellationToken.None))).Failure.Kind);
        }
    }

    [Fact]
    public async Task Read_again_a_good_file_is_in_force_and_a_bad_one_leaves_what_was()
    {
        var peer = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 1);
        var file = Written("list", "192.0.2.1");
        await using var gate = Over(new AccessRules { Denied = Rules("::1"), AllowedFiles = [file] });
        await gate.OpenAsync(CancellationToken.None);
        Written("list", "192.0.2.2");
        gate.ReadAgain();
        await Patience.UntilAsync(() => told.Count == 2);
        Assert.False(gate.Admits(peer));
        Written("list", "# good\n192.0.2.1/x");
        gate.ReadAgain();
        await Patience.UntilAsync(() => told.Count == 3);
        Assert.False(gate.Admits(peer));
        Written("list", "192.0.2.1 192.0.2.2");
        gate.ReadAgain();
        await Patience.UntilAsync(() => told.Count == 4);
        Assert.True(gate.Admits(peer));
        Assert.Equal(["read 1 1", "read 1 1", "kept ListMalformed 2", "read 2 1"], told, StringComparer.Ordinal);
    }

    private static IReadOnlyList<AccessRule> Rules(string words) =>
        [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => AccessRule.TryParse(word, out var rule, out _) ? rule : throw new FormatException(word))];

    private AccessGate Over(AccessRules rules) => new(rules, new SocketSettings { Observer = this });

    private string Written(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
