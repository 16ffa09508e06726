"""A TLS peer made of Python's ssl module (OpenSSL). It prints the port it listens on.

tls_peer.py late CERT KEY SECONDS   hear everything, think, say 200,000 bytes, end in order
tls_peer.py cut CERT KEY            say something, and go without close_notify
tls_peer.py hear CERT KEY           hear everything, end in order, and print what was heard
tls_peer.py cut-dial PORT           the same as cut, as a client
tls_peer.py old CERT KEY            speak nothing newer than TLS 1.1
tls_peer.py garbage-dial PORT       break the protocol after the handshake
tls_peer.py forged-dial PORT        two good records and a forged one, all at once
tls_peer.py plain-dial PORT         two good records and a line of plain text, all at once
tls_peer.py tail-dial PORT          a full record, the end in order, and more bytes behind it, all at once
"""
import socket
import ssl
import sys
import threading

FORGED = b"\x17\x03\x03\x00\x40" + bytes(64)


def serve(manner, cert, key, rest):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if manner == "old":
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.load_cert_chain(cert, key)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        print(listener.getsockname()[1], flush=True)
        raw, _ = listener.accept()
        try:
            with context.wrap_socket(raw, server_side=True) as peer:
                behave(manner, peer, rest)
        except (ssl.SSLError, ConnectionError) as error:
            print(error, file=sys.stderr)


def behave(manner, peer, rest):
    if manner == "cut":
        cut(peer)
        return
    heard = hear(peer)
    if manner == "late":
        threading.Event().wait(float(rest[0]))
        peer.sendall(bytes(range(250)) * 800)
    else:
        sys.stdout.buffer.write(heard)
    peer.unwrap()


def hear(peer):
    heard = bytearray()
    while data := peer.recv(65536):
        heard += data
    return bytes(heard)


def cut(peer):
    peer.sendall(b"half of it")
    # A close with something unread would be a reset.
    with socket.socket(fileno=peer.detach()) as raw:
        raw.shutdown(socket.SHUT_WR)
        raw.settimeout(10)
        while raw.recv(65536):
            pass


def dial(port):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    cut(context.wrap_socket(socket.create_connection(("127.0.0.1", int(port)))))


def dial_by_hand(port, last_words):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    peer = context.wrap_bio(incoming, outgoing)
    with socket.create_connection(("127.0.0.1", int(port))) as carrier:
        while True:
            try:
                peer.do_handshake()
                break
            except ssl.SSLWantReadError:
                carrier.sendall(outgoing.read())
                incoming.write(carrier.recv(65536))
        carrier.sendall(outgoing.read())
        last_words(peer, outgoing, carrier)
        carrier.settimeout(10)
        try:
            while carrier.recv(65536):
                pass
        except OSError:
            pass


def say_garbage(peer, outgoing, carrier):
    carrier.sendall(FORGED)


def say_two_records_and(ending):
    def say(peer, outgoing, carrier):
        peer.write(b"first ")
        peer.write(b"second")
        carrier.sendall(outgoing.read() + ending)
    return say


def say_more_after_the_end(peer, outgoing, carrier):
    peer.write(bytes(16384))
    try:
        peer.unwrap()
    except ssl.SSLError:
        pass
    carrier.sendall(outgoing.read() + bytes(40000))


if sys.argv[1] == "garbage-dial":
    dial_by_hand(sys.argv[2], say_garbage)
elif sys.argv[1] == "forged-dial":
    dial_by_hand(sys.argv[2], say_two_records_and(FORGED))
elif sys.argv[1] == "plain-dial":
    dial_by_hand(sys.argv[2], say_two_records_and(b"HTTP/1.1 400 Bad Request\r\n\r\n"))
elif sys.argv[1] == "tail-dial":
    dial_by_hand(sys.argv[2], say_more_after_the_end)
elif sys.argv[1] == "cut-dial":
    dial(sys.argv[2])
else:
    serve(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:])
