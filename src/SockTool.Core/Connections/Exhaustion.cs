using System.Net.Sockets;
using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>The system has no more descriptors or memory for us: it can show at any call of anybody's, and is no bug.</summary>
public static class Exhaustion
{
    /// <summary>Null where <paramref name="problem"/> and what is behind it are something else.</summary>
    public static Failure? In(Exception problem)
    {
        for (var cause = problem; cause is not null; cause = cause.InnerException)
        {
            if (ErrnoOf(cause) is (Errno.TooManyOpen or Errno.TooManyOpenInSystem or Errno.NoMemory) and var errno)
            {
                return new Failure(FailureKind.Other, Operation.Run) { Subject = "sock", Errno = errno };
            }
        }

        return null;
    }

    // On Unix an IOException bears errno itself; Windows has codes of its own, with a facility in the upper half.
    private static int ErrnoOf(Exception cause) => cause switch
    {
        SocketException error => SocketFailures.Describe(error, Operation.Start).Errno,
        TypeInitializationException { InnerException: IOException error } when error.HResult == Errno.TryAgain => Errno.NoMemory, // the framework's thread for signals
        IOException error => error.HResult,
        OutOfMemoryException => Errno.NoMemory, // also of a thread that could not be made
        _ when cause.ToString().Contains("EMFILE", StringComparison.Ordinal) => Errno.TooManyOpen, // the framework's socket engine, which says it in words only
        _ => 0,
    };
}
