"""A camera for tests: a real RTSP server on loopback that sends H.264 over TCP, encoded with PyAV.

It answers OPTIONS, DESCRIBE, SETUP and PLAY (RFC 2326) and sends RTP interleaved (RFC 6184). A ``manner``
makes it a bad one: it hangs, asks for a name, sends garbage, or ends in the middle.
"""

import base64
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction

import av
import numpy as np

SIZE = (320, 240)
BASIC = "Basic " + base64.b64encode(b"looker:Qin gate 7").decode()
MOST = 1_200  # bytes of one packet


def pictures(count: int = 12) -> list[bytes]:
    """Some frames of H.264: a grey gate across which a white square moves. NAL units, one list entry each."""
    encoder = av.CodecContext.create("libx264", "w")
    assert isinstance(encoder, av.VideoCodecContext)
    encoder.width, encoder.height = SIZE
    encoder.pix_fmt, encoder.time_base = "yuv420p", Fraction(1, 10)
    encoder.options = {
        "tune": "zerolatency",
        "preset": "ultrafast",
        "x264-params": "repeat-headers=1:keyint=4",
    }
    found: list[bytes] = []
    for number in range(count):
        image = np.full((SIZE[1], SIZE[0], 3), 90, np.uint8)
        image[100:140, 20 * number : 20 * number + 40] = 255
        frame = av.VideoFrame.from_ndarray(image, format="rgb24")
        frame.pts = number
        found += [bytes(packet) for packet in encoder.encode(frame)]
    return found


def units(picture: bytes) -> list[bytes]:
    """The NAL units of one access unit in Annex B form."""
    marked = picture.replace(b"\x00\x00\x00\x01", b"\x00\x00\x01")
    return [unit for unit in marked.split(b"\x00\x00\x01") if unit]


class Packets:
    """RTP packets of one stream, numbered."""

    def __init__(self) -> None:
        self._number = 0

    def of(self, picture: bytes, at: int) -> Iterator[bytes]:
        """The packets of one picture at a time of the 90 kHz clock; large units in fragments (FU-A)."""
        whole = units(picture)
        for place, unit in enumerate(whole):
            last = place + 1 == len(whole)
            if len(unit) <= MOST:
                yield self._packet(unit, at, marked=last)
                continue
            head, body = unit[0], unit[1:]
            parts = [body[n : n + MOST] for n in range(0, len(body), MOST)]
            for part, payload in enumerate(parts):
                flags = (part == 0) << 7 | (part + 1 == len(parts)) << 6 | head & 0x1F
                fragment = bytes([head & 0xE0 | 28, flags]) + payload
                yield self._packet(fragment, at, marked=last and part + 1 == len(parts))

    def _packet(self, payload: bytes, at: int, *, marked: bool) -> bytes:
        self._number += 1
        header = struct.pack("!BBHII", 0x80, 96 | marked << 7, self._number & 0xFFFF, at, 7)
        packet = header + payload
        return b"$\x00" + struct.pack("!H", len(packet)) + packet


@contextmanager
def camera(manner: str = "good") -> Iterator[str]:
    """A camera's address. Manners: good, hanging, guarded, garbage, cut."""
    server = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()
    thread = threading.Thread(target=_serve, args=(server, manner, over), daemon=True)
    thread.start()
    try:
        yield f"rtsp://127.0.0.1:{server.getsockname()[1]}/gate"
    finally:
        over.set()
        server.close()
        thread.join(timeout=5)


def _serve(server: socket.socket, manner: str, over: threading.Event) -> None:
    server.settimeout(0.2)
    while not over.is_set():
        try:
            line, _ = server.accept()
        except TimeoutError:
            continue
        except OSError:
            return
        with line:
            _talk(line, manner, over)


def _talk(line: socket.socket, manner: str, over: threading.Event) -> None:
    line.settimeout(0.2)
    held = b""
    while not over.is_set():
        try:
            more = line.recv(4096)
        except TimeoutError:
            continue
        except OSError:
            return
        if not more or manner == "garbage":
            if more:
                line.sendall(b"\x00\xff<html>" * 1000)
            return
        held += more
        while b"\r\n\r\n" in held and manner != "hanging":
            asked, held = held.split(b"\r\n\r\n", 1)
            if not _answer(line, asked.decode(), manner, over):
                return


def _answer(line: socket.socket, asked: str, manner: str, over: threading.Event) -> bool:
    """Answer one request; False when the camera is done."""
    method = asked.split(" ", 1)[0]
    sequence = next(row.split(":")[1].strip() for row in asked.split("\r\n") if row.startswith("CSeq"))
    if manner == "guarded" and method == "DESCRIBE" and BASIC not in asked:
        asks = 'WWW-Authenticate: Basic realm="gate"'
        line.sendall(f"RTSP/1.0 401 Unauthorized\r\nCSeq: {sequence}\r\n{asks}\r\n\r\n".encode())
        return True
    more, body = {
        "OPTIONS": ("Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n", ""),
        "DESCRIBE": ("Content-Type: application/sdp\r\n", _described()),
        "SETUP": ("Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 1\r\n", ""),
        "PLAY": ("Session: 1\r\n", ""),
    }.get(method, ("", ""))
    length = f"Content-Length: {len(body)}\r\n" if body else ""
    line.sendall(f"RTSP/1.0 200 OK\r\nCSeq: {sequence}\r\n{more}{length}\r\n{body}".encode())
    if method == "PLAY":
        _play(line, manner, over)
        return False
    return method != "TEARDOWN"


def _described() -> str:
    return (
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=gate\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
        "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=fmtp:96 packetization-mode=1\r\n"
        "a=control:track0\r\n"
    )


def _play(line: socket.socket, manner: str, over: threading.Event) -> None:
    packets = Packets()
    if manner == "cut":
        return
    shown = pictures()
    for number in range(600):
        if over.wait(0.02):
            return
        try:
            for packet in packets.of(shown[number % len(shown)], number * 9000):
                line.sendall(packet)
        except OSError:
            return
