using SockTool.Core.Transports.Proxies;

namespace SockTool.Core.Tests.Transports.Proxies;

public sealed class HttpCredentialsTests
{
    /// <summary>The example of RFC 7616 section 3.9.1.</summary>
    [Theory]
    [InlineData("MD5", "8ca523f5e9506fed4657c9700eebdbec")]
    [InlineData("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1")]
    public void Digest_is_the_standards(string algorithm, string response)
    {
        var challenges = HttpChallenge.ReadAll(
            $"""Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS" """);
        var credentials = new HttpCredentials("Mufasa", "Circle of Life") { ClientNonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ" };
        Assert.Equal(
            $"""Digest username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", algorithm={algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", nc=00000001, cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", qop=auth, response="{response}", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS" """.TrimEnd(),
            credentials.Answer(challenges, "GET", "/dir/index.html"));
    }

    [Fact]
    public void Every_digest_is_unique() =>
        Assert.NotEqual(new HttpCredentials("a", "b").ClientNonce, new HttpCredentials("a", "b").ClientNonce, StringComparer.Ordinal);

    [Theory]
    [InlineData("Digest realm=\"a \\\"quoted\\\" b\", nonce=x", "a \"quoted\" b")]
    [InlineData("Digest  realm = plain ,nonce=x", "plain")]
    [InlineData("Digest realm=\"\", nonce=x", "")]
    [InlineData("Digest realm=\"first\", realm=\"second\"", "first")]
    public void Parameters_are_read_without_their_quotes(string field, string realm) => Assert.Equal(realm, Assert.Single(HttpChallenge.ReadAll(field))["REALM"]);

    [Theory]
    [InlineData("")]
    [InlineData(",,, ,")]
    [InlineData("\"quoted\"")]
    [InlineData("=")]
    public void What_is_no_challenge_is_none(string field) => Assert.Empty(HttpChallenge.ReadAll(field));

    [Theory]
    [InlineData("Digest realm=\"a\rb\"")]
    [InlineData("Digest realm=\"a\0b\"")]
    [InlineData("Digest realm=\"unended")]
    public void Control_characters_and_open_ends_are_never_sent_back(string field) =>
        Assert.DoesNotContain(HttpChallenge.ReadAll(field), challenge => challenge["realm"] is { Length: > 0 });
}
