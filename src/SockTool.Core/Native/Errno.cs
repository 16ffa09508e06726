namespace SockTool.Core.Native;

/// <summary>errno(3): the numbers this project acts upon, and the names of those it reports.</summary>
public static class Errno
{
    public const int OperationNotPermitted = 1;
    public const int NoEntry = 2;
    public const int Interrupted = 4;

    /// <summary>ENXIO: of a FIFO, that nobody reads it (open(2)).</summary>
    public const int NobodyThere = 6;
    public const int BadDescriptor = 9;
    public const int BrokenPipe = 32;
    public const int InvalidArgument = 22;
    public const int NoMemory = 12;
    public const int TooManyOpenInSystem = 23;
    public const int TooManyOpen = 24;
    public const int FileTooLarge = 27;
    public const int NotPermitted = 13;
    public const int NotDirectory = 20;

    private static readonly string[] LinuxNames = Table(
        "EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES EFAULT ENOTBLK EBUSY EEXIST EXDEV ENODEV "
        + "ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE EDEADLK ENAMETOOLONG "
        + "ENOLCK ENOSYS ENOTEMPTY ELOOP - ENOMSG EIDRM ECHRNG EL2NSYNC EL3HLT EL3RST ELNRNG EUNATCH ENOCSI EL2HLT EBADE EBADR EXFULL "
        + "ENOANO EBADRQC EBADSLT - EBFONT ENOSTR ENODATA ETIME ENOSR ENONET ENOPKG EREMOTE ENOLINK EADV ESRMNT ECOMM EPROTO EMULTIHOP "
        + "EDOTDOT EBADMSG EOVERFLOW ENOTUNIQ EBADFD EREMCHG ELIBACC ELIBBAD ELIBSCN ELIBMAX ELIBEXEC EILSEQ ERESTART ESTRPIPE EUSERS "
        + "ENOTSOCK EDESTADDRREQ EMSGSIZE EPROTOTYPE ENOPROTOOPT EPROTONOSUPPORT ESOCKTNOSUPPORT EOPNOTSUPP EPFNOSUPPORT EAFNOSUPPORT "
        + "EADDRINUSE EADDRNOTAVAIL ENETDOWN ENETUNREACH ENETRESET ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN "
        + "ETOOMANYREFS ETIMEDOUT ECONNREFUSED EHOSTDOWN EHOSTUNREACH EALREADY EINPROGRESS ESTALE EUCLEAN ENOTNAM ENAVAIL EISNAM "
        + "EREMOTEIO EDQUOT");

    private static readonly string[] MacOSNames = Table(
        "EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EDEADLK ENOMEM EACCES EFAULT ENOTBLK EBUSY EEXIST EXDEV ENODEV "
        + "ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE EAGAIN EINPROGRESS "
        + "EALREADY ENOTSOCK EDESTADDRREQ EMSGSIZE EPROTOTYPE ENOPROTOOPT EPROTONOSUPPORT ESOCKTNOSUPPORT ENOTSUP EPFNOSUPPORT "
        + "EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL ENETDOWN ENETUNREACH ENETRESET ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN "
        + "ESHUTDOWN ETOOMANYREFS ETIMEDOUT ECONNREFUSED ELOOP ENAMETOOLONG EHOSTDOWN EHOSTUNREACH ENOTEMPTY EPROCLIM EUSERS EDQUOT "
        + "ESTALE EREMOTE EBADRPC ERPCMISMATCH EPROGUNAVAIL EPROGMISMATCH EPROCUNAVAIL ENOLCK ENOSYS EFTYPE EAUTH ENEEDAUTH EPWROFF "
        + "EDEVERR EOVERFLOW EBADEXEC EBADARCH ESHLIBVERS EBADMACHO ECANCELED EIDRM ENOMSG EILSEQ");

    public static int TryAgain => OperatingSystem.IsWindows() ? 10035 : OperatingSystem.IsMacOS() ? 35 : 11;

    /// <summary>What a connect that does not block says (connect(2)).</summary>
    public static int InProgress => OperatingSystem.IsWindows() ? 10036 : OperatingSystem.IsMacOS() ? 36 : 115;

    public static int TooManyLinks => OperatingSystem.IsMacOS() ? 62 : 40;

    public static int ConnectionReset => OperatingSystem.IsWindows() ? 10054 : OperatingSystem.IsMacOS() ? 54 : 104;

    /// <summary>EPROTOTYPE.</summary>
    public static int WrongType => OperatingSystem.IsMacOS() ? 41 : 91;

    /// <summary>EAFNOSUPPORT.</summary>
    public static int WrongFamily => OperatingSystem.IsMacOS() ? 47 : 97;

    public static int NotConnected => OperatingSystem.IsMacOS() ? 57 : 107;

    /// <summary>EMSGSIZE.</summary>
    public static int MessageTooLong => OperatingSystem.IsWindows() ? 10040 : OperatingSystem.IsMacOS() ? 40 : 90;

    /// <summary>EILSEQ.</summary>
    public static int IllegalSequence => OperatingSystem.IsWindows() ? 42 : OperatingSystem.IsMacOS() ? 92 : 84;

    public const int NotThere = 2;
    public const int NoDevice = 19;

    /// <summary>ENETDOWN as Linux numbers it: the first of those that only a connection says.</summary>
    public const int NetworkDown = 100;

    /// <summary>EHOSTUNREACH as Linux numbers it: the last of them.</summary>
    public const int HostUnreachable = 113;

    public static int AddressInUse => OperatingSystem.IsMacOS() ? 48 : 98;

    /// <summary>The symbolic name on this system, as <c>ECONNREFUSED</c>; the number in words where there is none.</summary>
    public static string NameOf(int number)
    {
        var names = OperatingSystem.IsMacOS() ? MacOSNames : LinuxNames;
        return OperatingSystem.IsWindows() ? $"WSA{number}" : number > 0 && number < names.Length ? names[number] : $"E{number}";
    }

    // The numbers of asm-generic/errno.h and XNU's sys/errno.h run from 1 without a gap.
    private static string[] Table(string names) => ["", .. names.Split(' ')];
}
