"""A log at an address, read over a real socket: what the other says, what it lacks, what it refuses."""

import socket
from contextlib import suppress
from threading import Thread
from time import monotonic, sleep

import pytest

from lazaretto.neighbours.asking import Unreached, ask, is_address
from lazaretto.neighbours.logs import reading
from lazaretto.proofs.auditing import audit
from tests.unit.neighbours.answering import Answer, Asked, machine, shelf
from tests.unit.proofs.log import KEY, entries, files


def test_a_log_at_an_address_is_audited_tile_by_tile() -> None:
    log = files(entries(700))
    with shelf(log) as address:
        found = audit(reading(address), KEY.verifier)
    assert (found.entries, found.faults) == (700, ())


def test_a_flipped_bit_is_found_at_an_address_too() -> None:
    log = files(entries(700))
    log["tile/0/001"] = log["tile/0/001"][:-1] + bytes([log["tile/0/001"][-1] ^ 1])
    with shelf(log) as address:
        assert [fault.place for fault in audit(reading(address), KEY.verifier).faults] == ["tile/0/001"]


def test_what_the_other_does_not_have_is_none() -> None:
    with shelf({}) as address:
        assert reading(address)("checkpoint") is None


def test_nobody_there_is_said_with_the_address() -> None:
    with pytest.raises(Unreached, match=r"http://127.0.0.1:1/checkpoint: .*refused"):
        reading("http://127.0.0.1:1")("checkpoint")


def test_an_answer_leads_nowhere_else() -> None:
    came: list[str] = []

    def elsewhere(asked: Asked) -> Answer:
        came.append(asked.path)
        return 302, b"", {"Location": "/secret"}

    with machine(elsewhere) as address, pytest.raises(Unreached, match="answered 302"):
        reading(address)("checkpoint")
    assert came == ["/checkpoint"]


def test_a_machine_that_is_busy_is_asked_again() -> None:
    came: list[str] = []

    def busy_once(asked: Asked) -> Answer:
        came.append(asked.path)
        return (200, b"there", {}) if len(came) > 1 else (503, b"", {})

    with machine(busy_once) as address:
        assert reading(address)("checkpoint") == b"there"


def test_an_answer_that_comes_drop_by_drop_has_an_end() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:

        def dripping() -> None:
            with door.accept()[0] as to, suppress(OSError):
                to.recv(4096)
                to.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
                for _ in range(1000):
                    to.sendall(b"x")
                    sleep(0.01)

        Thread(target=dripping, daemon=True).start()
        with pytest.raises(Unreached, match="takes too long"):
            ask(f"http://127.0.0.1:{door.getsockname()[1]}", most=2000, seconds=0.05)


@pytest.mark.parametrize("above", [b"X-Drop: ", b"HTTP/1.1 100 Continue\r\n\r\n", b"H"])
def test_what_stands_above_an_answer_has_an_end_too(above: bytes) -> None:
    """A header that never ends, an answer that is for ever about to come, and a first line of one sign."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def dripping() -> None:
            with suppress(OSError):
                while True:
                    to, _ = door.accept()
                    with to, suppress(OSError):
                        to.recv(4096)
                        to.sendall(b"HTTP/1.1 200 OK\r\n" if above.startswith(b"X") else b"")
                        to.sendall(above)
                        for _ in range(1000):
                            to.sendall(above if above.startswith(b"HTTP") else b"x")
                            sleep(0.01)

        Thread(target=dripping, daemon=True).start()
        began = monotonic()
        with pytest.raises(Unreached, match="takes too long"):
            ask(f"http://127.0.0.1:{door.getsockname()[1]}", most=2000, seconds=0.05)
        assert monotonic() - began < 5


def test_headers_without_end_are_not_kept() -> None:
    """As fast as the line carries: Python's reader gives up after a hundred lines."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def flooding() -> None:
            with suppress(OSError):
                while True:
                    to, _ = door.accept()
                    with to, suppress(OSError):
                        to.recv(4096)
                        to.sendall(b"HTTP/1.1 200 OK\r\n")
                        for n in range(100_000):
                            to.sendall(f"X-{n}: {n}\r\n".encode())

        Thread(target=flooding, daemon=True).start()
        with pytest.raises(Unreached, match="headers"):
            ask(f"http://127.0.0.1:{door.getsockname()[1]}", most=2000, seconds=5)


def test_an_endless_answer_is_not_read_to_its_end() -> None:
    with (
        machine(lambda _: (200, bytes(17_000_000), {})) as address,
        pytest.raises(Unreached, match="longer than"),
    ):
        reading(address)("checkpoint")


@pytest.mark.parametrize(
    ("written", "is_one"),
    [
        ("https://example.org/log", True),
        ("http://127.0.0.1:8000/log", True),
        ("file:///etc/passwd", False),
        ("https://name:word@example.org/log", False),
        ("https:///log", False),
        ("http://[bad/log", False),
        ("/srv/log", False),
    ],
)
def test_only_machines_have_addresses(written: str, is_one: bool) -> None:
    assert is_address(written) == is_one
