using VerifyTests;
using VerifyXunit;

namespace SockTool.Tests.Verify;

public sealed class VerifierTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sock-verify-");
    private readonly VerifySettings _settings = new();

    public VerifierTests() => _settings.UseDirectory(_folder.FullName);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_accepted_text_passes_and_clears_what_was_received_before()
    {
        Accept(nameof(An_accepted_text_passes_and_clears_what_was_received_before), "one\ntwo");
        await File.WriteAllTextAsync(Received(nameof(An_accepted_text_passes_and_clears_what_was_received_before)), "old");

        await Verifier.Verify("one\ntwo", _settings);

        Assert.Empty(_folder.GetFiles("*.received.txt"));
    }

    [Fact]
    public async Task A_text_nobody_accepted_fails_and_is_left_as_received()
    {
        await Assert.ThrowsAsync<VerifyException>(() => Verifier.Verify("one\r\ntwo", _settings));

        Assert.Equal("one\ntwo", await File.ReadAllTextAsync(Received(nameof(A_text_nobody_accepted_fails_and_is_left_as_received))));
    }

    [Fact]
    public async Task A_different_text_fails_with_the_lines_that_differ()
    {
        Accept(nameof(A_different_text_fails_with_the_lines_that_differ), "one\ntwo\nthree");

        var failure = await Assert.ThrowsAsync<VerifyException>(() => Verifier.Verify("one\n2\nthree", _settings));

        Assert.EndsWith("from line 2:\n- two\n+ 2\n", failure.Message.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal("one\n2\nthree", await File.ReadAllTextAsync(Received(nameof(A_different_text_fails_with_the_lines_that_differ))));
    }

    [Theory]
    [InlineData("one\n", "one")]
    [InlineData("one", "one\n")]
    [InlineData("one\none", "one")]
    [InlineData("", "one")]
    public async Task A_line_more_or_less_is_a_difference(string accepted, string text)
    {
        Accept(nameof(A_line_more_or_less_is_a_difference), accepted);

        await Assert.ThrowsAsync<VerifyException>(() => Verifier.Verify(text, _settings));
    }

    [Fact]
    public async Task An_accepted_file_with_a_mark_and_carriage_returns_is_the_same_text()
    {
        Accept(nameof(An_accepted_file_with_a_mark_and_carriage_returns_is_the_same_text), "\uFEFFone\r\ntwo");

        await Verifier.Verify("one\ntwo", _settings);
    }

    [Fact]
    public async Task Parameters_name_the_file_with_marks_no_system_forbids()
    {
        _settings.UseTextForParameters("tcp://[::1]:5000");

        await Assert.ThrowsAsync<VerifyException>(() => Verifier.Verify("x", _settings));

        Assert.True(File.Exists(Received(nameof(Parameters_name_the_file_with_marks_no_system_forbids) + "_tcp---[--1]-5000")));
    }

    [Fact]
    public async Task Scrubbers_run_before_the_comparison_the_last_one_first()
    {
        Accept(nameof(Scrubbers_run_before_the_comparison_the_last_one_first), "port N\nbye");
        _settings.AddScrubber(text => text.Replace("PORT", "N"));
        _settings.AddScrubber(text => text.Replace("40123", "PORT"));
        _settings.ScrubLinesWithReplace(line => line.StartsWith("took ", StringComparison.Ordinal) ? null : line);

        await Verifier.Verify("port 40123\ntook 3 ms\nbye", _settings);
    }

    private void Accept(string test, string text) => File.WriteAllText(Path.Combine(_folder.FullName, $"VerifierTests.{test}.verified.txt"), text);

    private string Received(string test) => Path.Combine(_folder.FullName, $"VerifierTests.{test}.received.txt");
}
