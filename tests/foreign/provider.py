"""Somebody else's OpenID provider, in an environment of its own: its libraries are not ours to pin."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib import request as urllib_request
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from tests.foreign.go import ROOT, Absent

HOME = ROOT / "var" / "peers" / "oidc"
PACKAGE = "oidc-provider-mock==0.3.4"
_SECONDS = 30


@contextmanager
def provider(*people: dict[str, object]) -> Iterator[str]:
    """A provider that knows these people (claims, ``sub`` among them); its issuer. Errors: Absent."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    known = [part for one in people for part in ("--user-claims", json.dumps(one))]
    program: list[str | Path] = [_program(), "--host", "127.0.0.1", "--port", str(port), *known]
    with subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        issuer = f"http://127.0.0.1:{port}"
        try:
            _wait(f"{issuer}/.well-known/openid-configuration")
            yield issuer
        finally:
            running.terminate()


def grant(address: str, sub: str) -> str:
    """Press *authorise* on the provider's page as somebody; the address that it sends the browser back to."""

    class Stay(urllib_request.HTTPRedirectHandler):
        def redirect_request(self, *_: object, **__: object) -> None:
            """Nowhere: where it leads is what is asked for."""

    try:
        urllib_request.build_opener(Stay).open(Request(address, data=f"sub={sub}".encode()))
    except HTTPError as answer:
        return str(answer.headers["Location"])
    raise AssertionError("the provider led nowhere")


def _program() -> Path:
    program = HOME / "bin" / "oidc-provider-mock"
    if not program.exists():
        uv = sorted((ROOT / "var" / "tools").glob("uv-*/uv"))
        if not uv:
            raise Absent("no provider: `make setup` brings what fetches one")
        commands: tuple[list[str | Path], ...] = (
            [uv[0], "venv", "--quiet", "--clear", "--python", sys.executable, HOME],
            [uv[0], "pip", "install", "--quiet", "--python", HOME / "bin" / "python", PACKAGE],
        )
        for command in commands:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                raise Absent(f"{PACKAGE} cannot be had: {done.stderr.strip()[-200:]}")
    return program


def _wait(address: str) -> None:
    deadline = time.monotonic() + _SECONDS
    while True:
        try:
            urlopen(address, timeout=1).close()
        except (URLError, OSError):
            if time.monotonic() > deadline:
                raise Absent("the provider did not come up") from None
            time.sleep(0.1)
        else:
            return
