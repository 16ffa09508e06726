# Completions of sock for PowerShell: dot-source this file in $PROFILE.
# Made by: sock completions pwsh

Register-ArgumentCompleter -Native -CommandName sock -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    # A command: its name, its sentence, what its words may be.
    $commands = @(
        , @('connect', 'join a connection to standard input and output', 'tcp:// udp:// tls:// ws:// wss:// unix: tls+unix: fd:')
        , @('listen', 'accept connections and join them to standard input and output', 'tcp:// udp:// tls:// ws:// wss:// unix: tls+unix: fd:')
        , @('echo-server', 'answer every connection with its own bytes, or with a template', 'tcp:// udp:// tls:// ws:// wss:// unix: tls+unix: fd:')
        , @('relay', 'join every connection accepted at FROM to one dialled to TO', 'tcp:// udp:// tls:// ws:// wss:// unix: tls+unix: fd: exec: -')
        , @('probe', 'tell which endpoints are open, and wait until they are', 'tcp:// udp:// tls:// ws:// wss:// unix: tls+unix: fd:')
        , @('replay', 'play a session file as client or server, and verify the other', 'tcp:// udp:// tls:// ws:// wss:// unix: tls+unix: fd:')
        , @('completions', 'print the script by which a shell completes sock: bash, zsh, fish or pwsh', 'bash zsh fish pwsh')
    )

    # An option: its names, its sentence, how its value stands (none, needed, optional), what it may be (* is a file), the commands that have it.
    $options = @(
        , @('-b --buffer-size', 'the most bytes one recv asks for, 1 to 16MiB', 'needed', '', 'connect listen')
        , @('--input', 'read this file in place of standard input', 'needed', '*', 'connect listen')
        , @('--output', 'write this file, in place only after a clean end', 'needed', '*', 'connect listen')
        , @('--append', 'append to the file instead of writing it anew', 'none', '', 'connect listen echo-server relay replay')
        , @('--send', 'send this text; escapes \n \r \t \0 \\ \xHH', 'needed', '', 'connect listen')
        , @('--send-hex', 'send these bytes in place of an input; repeatable', 'needed', '', 'connect listen')
        , @('--crlf', 'send LF as CR LF', 'none', '', 'connect listen')
        , @('--send-only', 'send, and receive nothing', 'none', '', 'connect listen')
        , @('--recv-only', 'receive, and never read the input', 'none', '', 'connect listen')
        , @('--no-shutdown', 'do not half-close when our input ends', 'none', '', 'connect listen')
        , @('--linger', 'after our input ended, wait this long for the peer; default none', 'needed', '', 'connect listen')
        , @('--on-peer-close', 'finish sending, or quit, when the peer ends; default auto', 'needed', 'auto finish quit', 'connect listen')
        , @('--close', 'end with FIN, or with RST', 'needed', 'fin reset', 'connect listen')
        , @('--max-receive', 'stop after this many received bytes', 'needed', '', 'connect listen')
        , @('--expect-bytes', 'exit 50 unless this many bytes were received', 'needed', '', 'connect listen')
        , @('--expect-sha256', 'exit 50 unless what was received has this hash', 'needed', '', 'connect listen')
        , @('-i --interactive', 'prompt, send a line, show one reply, again', 'none', '', 'connect listen')
        , @('--prompt', 'the prompt, on a terminal; default >>>', 'needed', '', 'connect listen')
        , @('--quit-word', 'the line that ends the conversation; default exit', 'needed', '', 'connect listen')
        , @('-u --udp', 'UDP in place of TCP; same as udp://', 'none', '', 'connect listen echo-server relay probe replay')
        , @('--multicast', 'listen: join this group; connect: send through interface IF', 'needed', '', 'connect listen echo-server relay probe replay')
        , @('--tls', 'TLS over TCP or a Unix socket; same as tls://', 'none', '', 'connect listen echo-server relay probe replay')
        , @('--tls-ca', 'trust these authorities (PEM), not the system''s', 'needed', '*', 'connect listen echo-server relay probe replay')
        , @('--tls-cert', 'our certificate (PEM); else one for this run', 'needed', '*', 'connect listen echo-server relay probe replay')
        , @('--tls-key', 'its key (PEM); default the certificate''s file', 'needed', '*', 'connect listen echo-server relay probe replay')
        , @('--tls-client-ca', 'demand a client certificate of these authorities (PEM)', 'needed', '*', 'connect listen echo-server relay probe replay')
        , @('--tls-server-name', 'the name to ask for and to verify; default the host', 'needed', '', 'connect listen echo-server relay probe replay')
        , @('--tls-alpn', 'protocols to offer or accept (RFC 7301): h2,http/1.1', 'needed', '', 'connect listen echo-server relay probe replay')
        , @('--tls-min', 'the oldest version allowed; default 1.2', 'needed', '1.2 1.3', 'connect listen echo-server relay probe replay')
        , @('--tls-pin', 'trust the holder of this public key', 'needed', 'sha256:', 'connect listen echo-server relay probe replay')
        , @('--tls-insecure', 'take any server''s certificate; says so', 'none', '', 'connect listen echo-server relay probe replay')
        , @('--ws-protocol', 'a subprotocol to offer or accept; repeatable', 'needed', '', 'connect listen echo-server relay probe replay')
        , @('--ws-header', 'a header for our side of the upgrade; repeatable', 'needed', '', 'connect listen echo-server relay probe replay')
        , @('--ws-text', 'send text messages in place of binary ones; the input must be UTF-8', 'none', '', 'connect listen echo-server relay probe replay')
        , @('--proxy', 'dial through this proxy; repeatable, nearest first', 'needed', 'socks5:// socks4:// http://', 'connect relay replay')
        , @('--proxy-password-file', 'its password: the first line; else SOCK_PROXY_PASSWORD', 'needed', '*', 'connect relay replay')
        , @('--rate', 'bytes a second, each way', 'needed', '', 'connect listen echo-server relay replay')
        , @('-t --timeout', 'limit of each connect, accept, read and write', 'needed', '', 'connect listen echo-server relay probe replay')
        , @('--non-blocking', 'try each operation once; exit 23 when it would block', 'none', '', 'connect listen echo-server relay replay')
        , @('--blocking', 'wait without limit (the default)', 'none', '', 'connect listen echo-server relay replay')
        , @('--connect-timeout', 'limit for connecting', 'needed', '', 'connect listen echo-server relay replay')
        , @('--read-timeout', 'limit for each read', 'needed', '', 'connect listen echo-server relay replay')
        , @('--write-timeout', 'limit for each write', 'needed', '', 'connect listen echo-server relay replay')
        , @('--idle-timeout', 'end after this long without a byte either way', 'needed', '', 'connect listen echo-server relay replay')
        , @('--deadline', 'limit for the whole run', 'needed', '', 'connect listen echo-server relay replay')
        , @('--retry', 'try a failed connect again', 'needed', 'forever', 'connect relay replay')
        , @('--retry-delay', 'the first delay; default 200ms', 'needed', '', 'connect relay replay')
        , @('--retry-backoff', 'how the delay grows; default exponential', 'needed', 'exponential linear constant', 'connect relay replay')
        , @('--retry-max-delay', 'the longest delay; default 10s', 'needed', '', 'connect relay replay')
        , @('--retry-budget', 'limit for all attempts together', 'needed', '', 'connect relay replay')
        , @('--retry-jitter', 'spread the delays at random, or not; default spread', 'needed', 'spread none', 'connect relay replay')
        , @('--reconnect', 'connect again after a session that was cut', 'none', '', 'connect')
        , @('-4 --ipv4', 'use IPv4 only', 'none', '', 'connect listen echo-server relay probe replay')
        , @('-6 --ipv6', 'use IPv6 only', 'none', '', 'connect listen echo-server relay probe replay')
        , @('-n --no-dns', 'addresses must be numeric', 'none', '', 'connect listen echo-server relay probe replay')
        , @('-s --source', 'bind to this local address before connecting', 'needed', '', 'connect listen echo-server relay probe replay')
        , @('-o --option', 'set a socket option: rcvbuf=65536, keepalive, ...', 'needed', 'SO_BINDTODEVICE= SO_BROADCAST= SO_BUSY_POLL= SO_DEBUG= SO_DONTROUTE= SO_EXCLUSIVEADDRUSE= SO_INCOMING_CPU= SO_KEEPALIVE= SO_LINGER= SO_MARK= SO_MAX_PACING_RATE= SO_NOSIGPIPE= SO_OOBINLINE= SO_PREFER_BUSY_POLL= SO_PRIORITY= SO_RCVBUF= SO_RCVBUFFORCE= SO_RCVLOWAT= SO_REUSEADDR= SO_REUSEPORT= SO_SNDBUF= SO_SNDBUFFORCE= SO_SNDLOWAT= SO_ZEROCOPY= TCP_CONGESTION= TCP_CONNECTIONTIMEOUT= TCP_CORK= TCP_DEFER_ACCEPT= TCP_FASTOPEN= TCP_FASTOPEN_CONNECT= TCP_KEEPCNT= TCP_KEEPIDLE= TCP_KEEPINTVL= TCP_LINGER2= TCP_MAXRT= TCP_MAXSEG= TCP_NODELAY= TCP_NOPUSH= TCP_NOTSENT_LOWAT= TCP_QUICKACK= TCP_SYNCNT= TCP_THIN_LINEAR_TIMEOUTS= TCP_USER_TIMEOUT= TCP_WINDOW_CLAMP= IP_BIND_ADDRESS_NO_PORT= IP_DONTFRAG= IP_FREEBIND= IP_MINTTL= IP_MTU_DISCOVER= IP_MULTICAST_LOOP= IP_MULTICAST_TTL= IP_RECVERR= IP_TOS= IP_TRANSPARENT= IP_TTL= IPV6_AUTOFLOWLABEL= IPV6_DONTFRAG= IPV6_FREEBIND= IPV6_MINHOPCOUNT= IPV6_MTU= IPV6_MTU_DISCOVER= IPV6_MULTICAST_HOPS= IPV6_MULTICAST_LOOP= IPV6_RECVERR= IPV6_TCLASS= IPV6_TRANSPARENT= IPV6_UNICAST_HOPS= IPV6_V6ONLY=', 'connect listen echo-server relay probe replay')
        , @('--show-options', 'show socket options, asked for and in force; =NAMES for some', 'optional', 'SO_ACCEPTCONN SO_BINDTODEVICE SO_BROADCAST SO_BUSY_POLL SO_DEBUG SO_DONTROUTE SO_EXCLUSIVEADDRUSE SO_INCOMING_CPU SO_KEEPALIVE SO_LINGER SO_MARK SO_MAX_PACING_RATE SO_NOSIGPIPE SO_OOBINLINE SO_PREFER_BUSY_POLL SO_PRIORITY SO_RCVBUF SO_RCVBUFFORCE SO_RCVLOWAT SO_REUSEADDR SO_REUSEPORT SO_SNDBUF SO_SNDBUFFORCE SO_SNDLOWAT SO_TYPE SO_ZEROCOPY TCP_CONGESTION TCP_CONNECTIONTIMEOUT TCP_CORK TCP_DEFER_ACCEPT TCP_FASTOPEN TCP_FASTOPEN_CONNECT TCP_KEEPCNT TCP_KEEPIDLE TCP_KEEPINTVL TCP_LINGER2 TCP_MAXRT TCP_MAXSEG TCP_NODELAY TCP_NOPUSH TCP_NOTSENT_LOWAT TCP_QUICKACK TCP_SYNCNT TCP_THIN_LINEAR_TIMEOUTS TCP_USER_TIMEOUT TCP_WINDOW_CLAMP IP_BIND_ADDRESS_NO_PORT IP_DONTFRAG IP_FREEBIND IP_MINTTL IP_MTU IP_MTU_DISCOVER IP_MULTICAST_LOOP IP_MULTICAST_TTL IP_RECVERR IP_TOS IP_TRANSPARENT IP_TTL IPV6_AUTOFLOWLABEL IPV6_DONTFRAG IPV6_FREEBIND IPV6_MINHOPCOUNT IPV6_MTU IPV6_MTU_DISCOVER IPV6_MULTICAST_HOPS IPV6_MULTICAST_LOOP IPV6_RECVERR IPV6_TCLASS IPV6_TRANSPARENT IPV6_UNICAST_HOPS IPV6_V6ONLY', 'connect listen echo-server relay replay')
        , @('-v --verbose', 'tell events on stderr; -vv each read and write', 'none', '', 'connect listen echo-server relay probe replay')
        , @('-q --quiet', 'tell errors only', 'none', '', 'connect listen echo-server relay probe replay')
        , @('--log-format', 'events as text, or as one JSON object a line', 'needed', 'text json', 'connect listen echo-server relay probe replay')
        , @('--verdict', 'write the run''s verdict to this file as JSON', 'needed', '*', 'connect listen echo-server relay probe replay')
        , @('--stats', 'tell bytes, rates and round trip at the end', 'none', '', 'connect listen echo-server relay replay')
        , @('--digest', 'tell the hash of what was sent and received at the end', 'needed', 'sha256', 'connect listen echo-server relay replay')
        , @('--progress', 'tell how far it is; auto: on a terminal, after a second', 'optional', 'auto always never', 'connect listen echo-server relay replay')
        , @('--hex', 'show the bytes of both directions as a hex dump on stderr', 'none', '', 'connect listen echo-server relay replay')
        , @('--tee', 'write the raw bytes of both directions to FILE as they come', 'needed', '*', 'connect listen echo-server relay replay')
        , @('--explain', 'tell the story of each TCP connection: handshake, states, close', 'none', '', 'connect listen echo-server relay replay')
        , @('--pcap', 'write the packets of each connection to FILE, for Wireshark', 'needed', '*', 'connect listen echo-server relay replay')
        , @('--record', 'write each session to FILE as text, which sock replay plays', 'needed', '*', 'connect listen echo-server relay replay')
        , @('--record-chunks', 'a line of it for each read, and none joined', 'none', '', 'connect listen echo-server relay replay')
        , @('--record-timing', 'the pauses too', 'none', '', 'connect listen echo-server relay replay')
        , @('--tag', 'begin each line with its client''s number and a tab', 'none', '', 'listen')
        , @('--output-per-client', 'a file for each client; its name has {n}, {peer} or {time}', 'needed', '', 'listen')
        , @('--reply', 'answer each read: {message} {bytes} {peer} {n}', 'needed', '', 'listen echo-server')
        , @('--exec', 'run the program after -- for each client', 'none', '', 'listen')
        , @('--shell', 'the same with a command of the shell', 'needed', '', 'listen')
        , @('--broker', 'pass what each client sends to all the others', 'none', '', 'listen')
        , @('--chat', 'the same by lines, with the sender''s number, safe for a terminal', 'none', '', 'listen')
        , @('-k --keep-open', 'go on accepting, several clients at a time', 'none', '', 'listen echo-server relay replay')
        , @('--clients', 'end after N sessions', 'needed', '', 'listen echo-server relay replay')
        , @('-m --max-clients', 'serve N clients at a time and close the excess at once', 'needed', '', 'listen echo-server relay replay')
        , @('--ready-file', 'write the bound address to this file once listening', 'needed', '*', 'listen echo-server relay replay')
        , @('--ready-fd', 'write the bound address to this descriptor once listening', 'needed', '', 'listen echo-server relay replay')
        , @('--run', 'run the command after -- once listening; end with its exit code', 'none', '', 'listen echo-server relay replay')
        , @('--grace', 'sessions may finish within D after a signal', 'needed', '', 'listen echo-server relay replay')
        , @('--allow', 'let in these and nobody else; repeatable', 'needed', '', 'listen echo-server relay replay')
        , @('--deny', 'close these at once, even if allowed; repeatable', 'needed', '', 'listen echo-server relay replay')
        , @('--allow-file', 'let in who is in this file; read again at SIGHUP', 'needed', '*', 'listen echo-server relay replay')
        , @('--deny-file', 'close who is in this file; read again at SIGHUP', 'needed', '*', 'listen echo-server relay replay')
        , @('--max-clients-per-host', 'of one address serve N at a time and close the excess at once', 'needed', '', 'listen echo-server relay replay')
        , @('--fault', 'behave badly: silent, corrupt=1%, reset-after=1MiB, latency=80ms~20ms, ...; repeatable', 'needed', 'never-accept silent half-close-first reset-after= close-after= slow-read= drip= corrupt= latency=', 'listen echo-server relay replay')
        , @('--seed', 'what chance decides in faults; the same seed, the same faults', 'needed', '', 'listen echo-server relay replay')
        , @('--accept-timeout', 'limit for waiting for a client', 'needed', '', 'listen echo-server relay replay')
        , @('--backlog', 'listen(2) backlog; default the system''s maximum', 'needed', '', 'listen echo-server relay replay')
        , @('--unix-mode', 'permissions of a Unix socket''s file; default 0600', 'needed', '', 'listen echo-server relay replay')
        , @('--frame', 'how datagrams stand in a stream: lines, or two bytes of length', 'needed', 'line length', 'relay')
        , @('--wait', 'look again until all are open, at most this long', 'needed', '', 'probe')
        , @('--wait-closed', 'look again until none is open, at most this long', 'needed', '', 'probe')
        , @('--banner', 'show the first that each of them says', 'none', '', 'probe')
        , @('--json', 'each row as a JSON object on a line of its own', 'none', '', 'probe')
        , @('--as', 'whom to play; default client', 'needed', 'client server', 'replay')
        , @('--mask', 'compare with NAME where REGEX matches; repeatable', 'needed', '', 'replay')
        , @('--update', 'rewrite FILE with what came in place of what differs', 'none', '', 'replay')
        , @('-h --help', 'show the common options', 'none', '', '*')
        , @('--help-all', 'show all options', 'none', '', '*')
        , @('--help-man', 'print the manual, for man -l', 'none', '', '*')
        , @('--version', 'show the version', 'none', '', '*')
    )

    function Offer([string]$word, [string]$tip, [string]$before = '') {
        if ($word.StartsWith($sought, [StringComparison]::Ordinal)) {
            [System.Management.Automation.CompletionResult]::new($before + $word, $word, 'ParameterValue', $tip)
        }
    }

    $typed = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.Extent.Text })
    $sought = $wordToComplete
    if ($typed.Count -le 1) {
        foreach ($command in $commands) { Offer $command[0] $command[1] }
        foreach ($option in $options) {
            if ($option[4] -eq '*') { foreach ($name in $option[0].Split(' ')) { Offer $name $option[1] } }
        }
        return
    }
    $before = $typed[-1]
    if ($typed -ccontains '--') {
        # What follows is a program and its arguments.
        if ($before -ceq '--') { [System.Management.Automation.CompletionCompleters]::CompleteCommand($wordToComplete) }
        return
    }

    $mine = @($options | Where-Object { $_[4] -eq '*' -or $_[4].Split(' ') -ccontains $typed[1] })
    if ($wordToComplete -cmatch '^(--[a-z0-9-]+=)(.*)$') {
        $before, $sought = $Matches[1].TrimEnd('='), $Matches[2]
    }
    foreach ($option in $mine) {
        $names = $option[0].Split(' ')
        $inPlace = $before -cne $typed[-1]
        if ($names -ccontains $before -and ($option[2] -eq 'needed' -or ($option[2] -eq 'optional' -and $inPlace))) {
            if ($option[3] -ne '*' -and $option[3]) {
                $prefix = if ($inPlace) { "$before=" } else { '' }
                foreach ($word in $option[3].Split(' ')) { Offer $word $option[1] $prefix }
            }
            return
        }
    }

    if ($wordToComplete.StartsWith('-')) {
        foreach ($option in $mine) { foreach ($name in $option[0].Split(' ')) { Offer $name $option[1] } }
        return
    }
    foreach ($command in $commands) {
        if ($command[0] -ceq $typed[1] -and $command[2]) {
            foreach ($word in $command[2].Split(' ')) { Offer $word $command[1] }
        }
    }
}
