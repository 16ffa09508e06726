namespace SockTool;

/// <summary>English: the manual, and what the help shows of it.</summary>
internal sealed partial class EnglishMessages
{
    public override string ManualVolume => "User Commands";

    public override IReadOnlyList<string> Description =>
    [
        "sock joins TCP, UDP, TLS, WebSocket and Unix sockets to files, pipes, terminals, programs and each other.",
        "Exit 0 means that every byte that was read was acknowledged by the peer's kernel and every byte that was received was written out. Anything else has an exit code of its own and one clear line on standard error.",
        "Standard output carries the peer's bytes only, and what a command is asked to print. Events and errors go to standard error; what comes from the network is shown there with everything but printable characters as \\xNN.",
        "Durations are written 250ms, 1.5s, 2m, 1h or none, and a bare number is seconds. Sizes are written 512, 64KiB, 10MB or 1GiB.",
    ];

    public override IReadOnlyList<(string Written, string Meaning)> Addresses =>
    [
        ("50000", "that TCP port on every local address, IPv4 and IPv6 together (to accept only)"),
        ("HOST PORT", "TCP; also HOST:PORT, [V6]:PORT and tcp://HOST:PORT; the host * is every address, a port may be a service name, 0 is a free one"),
        ("udp://HOST:PORT", "UDP; the same as --udp"),
        ("tls://HOST:PORT", "TLS; the same as --tls; also tls+unix:PATH; options may follow: ?ca=FILE&cert=FILE&key=FILE"),
        ("unix:PATH", "a Unix stream socket; unix:@NAME is a Linux abstract name"),
        ("ws://HOST:PORT/PATH", "a WebSocket; wss:// is the same over TLS, whose options follow after #"),
        ("exec:PROGRAM ARGS", "the TO of a relay: a program for each connection, without a shell"),
        ("fd:N", "a socket that the parent hands over, connected or listening"),
        ("-", "standard input and output (relay)"),
    ];

    public override IReadOnlyList<(string Name, string Meaning)> Variables =>
    [
        ("SOCK_LANG", "the language of messages and help, en or zh-CN; else LC_ALL, LC_MESSAGES and LANG decide"),
        ("SOCK_PROXY_PASSWORD", "the proxy's password, where no --proxy-password-file is given"),
        ("SOCK_ENGINE", "buffer: every byte is copied by sock itself, and the kernel moves none on its own"),
        ("NO_COLOR", "not empty: no colour on a terminal"),
        ("NOTIFY_SOCKET", "the service manager that is told READY=1 and STOPPING=1"),
        ("SOCK_PEER_ADDRESS", "given to a client's program, with SOCK_PEER_PORT, SOCK_LOCAL_ADDRESS, SOCK_LOCAL_PORT and SOCK_PROTOCOL"),
        ("SOCK_ADDRESS", "given to the command of --run, with SOCK_PORT: where sock listens"),
    ];

    public override IReadOnlyList<(string Name, string Meaning)> Files =>
    [
        ("/etc/services", "the names of ports"),
        ("~/.local/share/man/man1/sock.1", "this page, where install.sh puts it; sock --help-man prints it"),
        ("~/.local/share/bash-completion/completions/sock", "completions for bash; sock completions SHELL prints those of each shell"),
    ];

    public override string SectionTitle(ManualSection section) => section switch
    {
        ManualSection.Name => "name",
        ManualSection.Synopsis => "synopsis",
        ManualSection.Description => "description",
        ManualSection.Commands => "commands",
        ManualSection.Addresses => "addresses",
        ManualSection.Options => "options",
        ManualSection.ExitStatus => "exit status",
        ManualSection.Environment => "environment",
        ManualSection.Files => "files",
        ManualSection.Examples => "examples",
        ManualSection.SeeAlso => "see also",
        _ => throw new ArgumentOutOfRangeException(nameof(section), section, null),
    };

    public override string ExitMeaning(string cause) => cause switch
    {
        "done" => "done: every byte that was read was taken by the peer, and every byte received was written out",
        "failed" => "a failure with no code of its own",
        "usage" => "usage",
        "not-resolved" => "name not resolved",
        "refused" => "refused",
        "unreachable" => "network or host unreachable",
        "connect-timed-out" => "connect timed out",
        "address-in-use" => "address already in use",
        "cannot-bind" => "cannot bind or open that address (not ours, not permitted)",
        "nobody-connected" => "nobody connected in time",
        "idle" => "idle too long",
        "deadline" => "deadline reached",
        "would-block" => "would block (non-blocking mode)",
        "timed-out" => "a read or write timed out",
        "reset" => "reset by the peer",
        "peer-took-less" => "the peer closed before taking all our data",
        "cut-short" => "the stream was cut short (TLS without close_notify, WebSocket without a close)",
        "tls-failed" => "TLS handshake or verification failed",
        "proxy-failed" => "the proxy refused or failed",
        "verification-failed" => "verification failed",
        "input-unreadable" => "input cannot be read",
        "output-unwritable" => "output cannot be written",
        "bug" => "a bug in sock",
        "signal" => "ended by HUP, INT, QUIT, TERM",
        "output-closed" => "the reader of standard output went away",
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, null),
    };

    public override string TakenBy(IReadOnlyList<string> commands) => $"for {string.Join(", ", commands)}";
}
