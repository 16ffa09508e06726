"""The server of the classic socket tutorial: tutorial_server.py HOST PORT [CLIENTS]"""
import socket
import sys

host = sys.argv[1]
port = int(sys.argv[2])
clients = int(sys.argv[3]) if len(sys.argv) > 3 else 1

server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.bind((host, port))
server.listen(8)
print(server.getsockname()[1], flush=True)

for _ in range(clients):
    conn, address = server.accept()
    while True:
        data = conn.recv(512)
        if not data:
            break
        message = data.decode('utf-8')
        print(message, flush=True)
        conn.send(('服务端接收到了信息 ' + message).encode('utf-8'))
    conn.close()

server.close()
