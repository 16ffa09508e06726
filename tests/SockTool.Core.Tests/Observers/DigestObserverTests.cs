using SockTool.Core.Observers;

namespace SockTool.Core.Tests.Observers;

public sealed class DigestObserverTests : IDisposable
{
    // FIPS 180-4 example: SHA-256("abc"); and that of nothing.
    private const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private const string OfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private readonly DigestObserver digest = new();

    public void Dispose() => digest.Dispose();

    [Fact]
    public void Each_way_is_one_stream_however_it_was_cut()
    {
        digest.Passed(Direction.ToPeer, "a"u8);
        digest.Passed(Direction.ToPeer, "bc"u8);
        Assert.Equal((OfAbc, OfNothing), (digest.Current.Sent, digest.Current.Received));
    }

    [Fact]
    public void Asking_does_not_end_the_stream()
    {
        digest.Passed(Direction.FromPeer, "ab"u8);
        _ = digest.Current.Received;
        digest.Passed(Direction.FromPeer, "c"u8);
        Assert.Equal(OfAbc, digest.Current.Received);
    }

    [Fact]
    public void Parts_have_hashes_of_their_own_and_make_up_the_whole()
    {
        using var one = digest.OfPart();
        using var other = digest.OfPart();
        one.Passed(Direction.ToPeer, "ab"u8);
        other.Passed(Direction.ToPeer, "c"u8);
        other.Passed(Direction.FromPeer, "abc"u8);
        Assert.Equal((OfAbc, OfAbc), (digest.Current.Sent, digest.Current.Received));
        Assert.Equal((OfNothing, OfAbc), (one.Current.Received, other.Current.Received));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("c"u8)), other.Current.Sent);
    }

    [Fact]
    public void It_needs_the_bytes() => Assert.True(digest.NeedsBytes);
}
