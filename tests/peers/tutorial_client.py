"""The client of the classic socket tutorial: tutorial_client.py HOST PORT"""
import socket
import sys

client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
client.connect((sys.argv[1], int(sys.argv[2])))

while True:
    try:
        line = input('>>>')
    except EOFError:
        break
    if line == 'exit':
        break
    client.send(line.encode('utf-8'))
    data = client.recv(1024)
    if not data:
        break
    print(data.decode('utf-8'), flush=True)

client.close()
