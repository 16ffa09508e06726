namespace SockTool;

/// <summary>English: the examples of the help.</summary>
internal sealed partial class EnglishMessages
{
    public override IReadOnlyList<(string Line, string Meaning)> Examples(string command) => command switch
    {
        "connect" =>
        [
            ("sock connect 127.0.0.1 50000 <file", "send a file; exit 0 says that the peer has it"),
            ("printf 'PING\\r\\n' | sock connect localhost:6379", "ask a server and print its answer"),
        ],
        "listen" =>
        [
            ("sock listen 50000 >file", "receive a file from one client"),
            ("sock listen 50000 --keep-open", "print what every client sends"),
        ],
        "echo-server" =>
        [
            ("sock echo-server 50000", "answer every client with its own bytes"),
            ("sock echo-server 50000 --reply 'got {bytes}: {message}'", "answer with a template"),
        ],
        "relay" =>
        [
            ("sock relay 8443 127.0.0.1:8080 --tls --tls-cert c.pem", "speak TLS for a server that does not"),
            ("sock relay 127.0.0.1:5432 tls://db:5432", "and for a client that does not"),
        ],
        "replay" =>
        [
            ("sock replay ping.session 127.0.0.1 6379", "say what the client said, and see what is answered otherwise"),
            ("sock replay ping.session 6379 --as server --keep-open", "stand in for the server"),
        ],
        "probe" =>
        [
            ("sock probe 127.0.0.1 20-25,80", "a row for each port: open, refused, timed out, unreachable"),
            ("sock probe db 5432 --wait 30s -- ./migrate.sh", "run a program as soon as the port is open"),
        ],
        "completions" =>
        [
            ("sock completions bash >~/.local/share/bash-completion/completions/sock", "complete sock in bash from the next shell on"),
            ("sock completions fish >~/.config/fish/completions/sock.fish", "and in fish"),
        ],
        _ =>
        [
            ("sock listen 50000 >copy", "receive a file"),
            ("sock connect 127.0.0.1 50000 <file", "send it"),
            ("sock connect 127.0.0.1 50000 --interactive", "talk to a server line by line"),
        ],
    };
}
