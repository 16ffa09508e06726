namespace SockTool.Core.Transports.SocketOptions;

/// <summary>How a socket option's value is written by users and by the kernel.</summary>
public enum SocketOptionKind
{
    /// <summary><c>on</c> or <c>off</c>; an int of 0 or 1.</summary>
    Flag,

    /// <summary>A decimal or <c>0x</c> number; a 32-bit int, in the unit of its manual page.</summary>
    Number,

    /// <summary>Bytes a second, an unsigned int, or <c>unlimited</c>, which is all ones (socket(7), tc-fq(8)).</summary>
    Rate,

    /// <summary>Seconds or <c>off</c>; a <c>struct linger</c>, socket(7).</summary>
    Linger,

    /// <summary>A name of at most 15 octets; the kernel cuts longer ones without a word.</summary>
    Text,
}
