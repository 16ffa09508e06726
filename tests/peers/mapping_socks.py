"""A SOCKS5 server that knows one name which nobody else does, and where it leads: mapping_socks.py NAME PORT.

It prints its own port, then every name it is asked for.
"""
import socket
import sys
import threading


def copy(source, destination):
    while data := source.recv(65536):
        destination.sendall(data)
    destination.shutdown(socket.SHUT_WR)


def serve(client):
    file = client.makefile("rb")
    file.read(file.read(2)[1])
    client.sendall(b"\x05\x00")
    kind = file.read(4)[3]
    host = file.read({1: 4, 4: 16}.get(kind) or file.read(1)[0])
    file.read(2)
    print(kind, host.decode("latin-1"), flush=True)
    if kind != 3 or host != sys.argv[1].encode():
        client.sendall(b"\x05\x04\x00\x01\0\0\0\0\0\0")
        return
    target = socket.create_connection(("127.0.0.1", int(sys.argv[2])))
    client.sendall(b"\x05\x00\x00\x01\0\0\0\0\0\0")
    threading.Thread(target=copy, args=(target, client)).start()
    copy(client, target)


listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
while True:
    serve(listener.accept()[0])
