namespace SockTool.EndToEnd;

/// <summary>A system that gives no more, or not at once. Of the native program: the portable one's runtime does not begin under these limits.</summary>
public sealed class ExhaustionTests
{
    [SkippableTheory]
    [InlineData("connect 127.0.0.1:1")]
    [InlineData("listen 127.0.0.1:0")]
    public async Task Too_few_descriptors_to_begin_are_told_and_are_no_bug_in_the_tool(string command)
    {
        RequireNative();
        for (var descriptors = 4; descriptors < 13; descriptors++)
        {
            var run = await Shell.RunAsync($"timeout 5 prlimit --nofile={descriptors} \"$SOCK\" {command} --deadline 100ms");
            run.Exits(1, 11, 22);
            Assert.True(run.ExitCode != 1 || run.Error.Contains("EMFILE", StringComparison.Ordinal), $"{descriptors} descriptors: {run.Error}");
        }
    }

    [SkippableFact]
    public async Task Poll_that_says_EAGAIN_is_called_again()
    {
        RequireNative();
        Tools.Require("strace");
        await using var peer = await Peer.ThatAnswersAfterEndOfStream("answer");
        var run = await Shell.RunAsync("strace -f -o /dev/null -e trace=poll,ppoll -e inject=poll,ppoll:error=EAGAIN:when=1+2 \"$SOCK\" connect $PEER", ("PEER", peer.Endpoint));
        Assert.Equal("answer", run.Exits(0).Output);
    }

    private static void RequireNative() => Skip.IfNot(Sock.IsNative, "needs the native program");
}
