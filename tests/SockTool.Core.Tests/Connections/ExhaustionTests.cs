using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Core.Tests.Connections;

public sealed class ExhaustionTests
{
    public static TheoryData<Exception, int> Causes => new()
    {
        { new IOException("Too many open files", Errno.TooManyOpen), Errno.TooManyOpen },
        { new TypeInitializationException("Some.Type", new IOException("Too many open files", Errno.TooManyOpen)), Errno.TooManyOpen },
        { new TypeInitializationException("Some.Type", new SaysSo("an engine: EMFILE")), Errno.TooManyOpen },
        { new TypeInitializationException("Some.Type", new IOException("a thread: EAGAIN", Errno.TryAgain)), Errno.NoMemory },
        { new IOException("", Errno.TooManyOpenInSystem), Errno.TooManyOpenInSystem },
        { new InsufficientMemoryException(), Errno.NoMemory },
    };

    [Theory]
    [MemberData(nameof(Causes))]
    public void What_the_system_ran_out_of_is_no_bug_wherever_it_shows(Exception problem, int errno)
    {
        var failure = Exhaustion.In(problem);
        Assert.Equal((FailureKind.Other, Operation.Run, errno), (failure?.Kind, failure?.Operation, failure?.Errno));
    }

    [Fact]
    public void Anything_else_stays_a_bug()
    {
        Assert.Null(Exhaustion.In(new InvalidOperationException("a bug")));
        Assert.Null(Exhaustion.In(new IOException("a bug", Errno.InvalidArgument)));
        Assert.Null(Exhaustion.In(new IOException("a bug: somebody did not try again", Errno.TryAgain)));
    }

    [SkippableFact]
    public void Framework_tells_EMFILE_as_ENFILE_and_we_do_not()
    {
        Skip.If(OperatingSystem.IsWindows(), "errno is of Unix");
        var failure = SocketFailures.Describe(new SocketException((int)SocketError.TooManyOpenSockets), Operation.Open);
        Assert.Equal(Errno.TooManyOpen, failure.Errno);
    }

    private sealed class SaysSo(string words) : Exception
    {
        public override string ToString() => words;
    }
}
