"""A WebSocket peer of the websockets library: websocket_peer.py serve|URL ACT [ARGUMENT...]"""
import asyncio
import socket
import struct
import sys

import websockets

URL, ACT, ARGUMENTS = sys.argv[1], sys.argv[2], sys.argv[3:]
OPTIONS = {'max_size': None, 'compression': None}


def tell(text):
    print(text, flush=True)


async def swap(ws, send, count, keep):
    """Sends one file while it receives COUNT bytes into another, and closes when both are done."""
    async def send_all():
        with open(send, 'rb') as file:
            while part := file.read(65536):
                await ws.send(part)

    async def receive_all():
        with open(keep, 'wb') as file:
            while file.tell() < int(count):
                file.write(await ws.recv())

    await asyncio.gather(send_all(), receive_all())
    await ws.close()


async def report(ws):
    """Tells of every message of what kind it is, and at the end how the peer closed."""
    async for message in ws:
        tell(f'text {message}' if isinstance(message, str) else f'binary {message.decode()}')
    tell(f'closed {ws.close_code}')


async def close(ws, code, reason):
    await ws.send('last')
    await ws.close(int(code), reason)


async def ping(ws):
    await (await ws.ping(b'still there?'))
    tell('answered')
    await ws.close()


def cut(ws, how):
    """Ends the connection under it at once, with a FIN or with a reset."""
    sock = ws.transport.get_extra_info('socket')
    if how == 'reset':
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    ws.transport.abort()


async def cut_at_once(ws, how):
    cut(ws, how)


async def cut_frame(ws, how):
    """Sends 50,000 bytes of a frame of a mebibyte."""
    ws.transport.write(bytes([0x82, 127]) + (1 << 20).to_bytes(8, 'big') + bytes(50000))
    cut(ws, how)


async def ask_after(ws):
    """Sends messages that nobody may ever read, asks after each whether the other is still there, and receives to the end."""
    for _ in range(100):
        await ws.send(bytes(10000))
        await (await ws.ping())
    tell('answered')
    async for message in ws:
        tell(f'{len(message)} bytes')


async def speak(ws):
    """Says ten words, each when the other has answered a ping, and closes."""
    for number in range(10):
        await (await ws.ping())
        await ws.send(f'{number}\n'.encode())


async def cut_message(ws):
    """A message that never ends, and a good close."""
    ws.transport.write(b'\x02\x04half\x88\x02\x03\xe8')


async def hold(ws):
    tell('there')
    await asyncio.Future()


async def act(ws, *_):
    headers = ws.request_headers if URL == 'serve' else ws.response_headers
    tell(f'protocol {ws.subprotocol}, header {headers.get("X-One")}')
    await globals()[ACT](ws, *ARGUMENTS)


async def main():
    if URL != 'serve':
        async with websockets.connect(URL, subprotocols=['a', 'b'], **OPTIONS) as ws:
            await act(ws)
        return

    over = asyncio.Event()

    async def serve(ws, *_):
        try:
            await act(ws)
        finally:
            over.set()

    async with websockets.serve(serve, '127.0.0.1', 0, subprotocols=['b'], **OPTIONS) as server:
        tell(f'port {server.sockets[0].getsockname()[1]}')
        await over.wait()


asyncio.run(main())
