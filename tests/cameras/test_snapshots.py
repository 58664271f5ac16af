"""One picture of a real RTSP camera; and of one that hangs, refuses, wants a password or sends nonsense."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import av
import pytest

from lazaretto.cameras.credentials import Credentials, Unkept, credentials
from lazaretto.cameras.pictures import MOST_BYTES, Picture, is_jpeg
from lazaretto.cameras.snapshotting import snapshot
from tests.cameras.camera import SIZE, camera

HOST = "10.1.2.3:554"
KNOWN = Credentials(HOST, "looker", "Qin gate 7")
JPEG = b"\xff\xd8\xff\xe0" + b"gate" * 20 + b"\xff\xd9"


def test_a_picture_is_taken_from_a_stream() -> None:
    with camera() as address:
        taken = snapshot(address, seconds=20)
    assert isinstance(taken, Picture), taken
    with av.open(BytesIO(taken.jpeg), mode="r") as read:
        frame = next(read.decode(video=0))
    assert (frame.width, frame.height) == SIZE
    assert int(frame.to_ndarray(format="gray").max()) > 200  # the white square is on it
    assert len(taken.jpeg) < 50_000


def test_a_camera_that_hangs_is_given_up() -> None:
    with camera("hanging") as address:
        assert snapshot(address, seconds=2) == "silent"  # a call that came back


def test_a_camera_that_is_not_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    assert snapshot(f"rtsp://127.0.0.1:{port}/gate", seconds=20) == "unreachable"
    assert snapshot(f"http://127.0.0.1:{port}/gate.jpg", seconds=20) == "unreachable"


def test_a_camera_wants_its_name_and_password() -> None:
    with camera("guarded") as address:
        assert snapshot(address, seconds=20) == "forbidden"
        assert snapshot(address, known=Credentials(HOST, "looker", "wrong"), seconds=20) == "forbidden"
        assert isinstance(snapshot(address, known=KNOWN, seconds=20), Picture)


@pytest.mark.parametrize("manner", ["garbage", "cut"])
def test_nonsense_is_no_picture(manner: str) -> None:
    with camera(manner) as address:
        assert snapshot(address, seconds=20) == "garbled"


@contextmanager
def still_camera(body: bytes, *, status: int = 200, location: str = "") -> Iterator[str]:
    """A camera that gives its still picture over http."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/snapshot.jpg"
        server.shutdown()


def test_a_still_picture_over_http() -> None:
    with still_camera(JPEG) as address:
        assert snapshot(address, seconds=20) == Picture(JPEG)


@pytest.mark.parametrize(
    ("body", "status", "location", "failure"),
    [
        (b"<html>log in</html>", 200, "", "garbled"),
        (JPEG[:4] + bytes(MOST_BYTES) + JPEG[-2:], 200, "", "garbled"),
        (b"", 401, "", "forbidden"),
        (b"", 500, "", "garbled"),
        (b"", 302, "http://127.0.0.1:1/elsewhere", "garbled"),
    ],
)
def test_a_still_that_is_none(body: bytes, status: int, location: str, failure: str) -> None:
    with still_camera(body, status=status, location=location) as address:
        assert snapshot(address, seconds=20) == failure


def test_what_a_jpeg_is() -> None:
    assert is_jpeg(JPEG)
    assert not is_jpeg(JPEG[:-2])
    assert not is_jpeg(b"GIF89a" + JPEG)


def test_passwords_are_kept_in_a_file_of_the_installation(tmp_path: Path) -> None:
    file, address = tmp_path / "cameras.json", f"rtsp://{HOST}/gate"
    assert credentials(file, facility="QZ-D", camera="GATE-1", address=address) is None
    kept = {"host": HOST, "name": "looker", "password": "Qin gate 7"}
    file.write_text(json.dumps({"QZ-D": {"GATE-1": kept}}))
    assert credentials(file, facility="QZ-D", camera="GATE-1", address=address) == KNOWN
    assert credentials(file, facility="MJ-D", camera="GATE-1", address=address) is None
    file.write_text("looker")
    with pytest.raises(Unkept):
        credentials(file, facility="QZ-D", camera="GATE-1", address=address)


@pytest.mark.parametrize(
    "elsewhere", ["http://10.9.9.9/gate", "rtsp://10.1.2.3/gate", "rtsp://10.1.2.3:5541/"]
)
def test_a_password_is_told_to_its_own_host_alone(tmp_path: Path, elsewhere: str) -> None:
    file = tmp_path / "cameras.json"
    kept = {"host": HOST, "name": "looker", "password": "Qin gate 7"}
    file.write_text(json.dumps({"QZ-D": {"GATE-1": kept}}))
    assert credentials(file, facility="QZ-D", camera="GATE-1", address=elsewhere) is None
