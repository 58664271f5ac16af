"""Throw everything at the API, made up from its own document, as everybody who may speak with it.

    make fuzz                       thirty minutes, shared among all roles, devices and a station
    make fuzz FUZZ_SECONDS=120      shorter

A server of its own over a database of its own, with two houses of which one's own is attacked from and the
other must not show (``tests/attacks``). It fails for an answer of 500 and above, for one of another type than
the document says, and for a byte of the other house. Schemathesis lives in an environment of its own
(var/peers/fuzz): it asks for other versions of the house's libraries.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
HOME = ROOT / "var" / "peers" / "fuzz"
SCHEMATHESIS = "schemathesis==4.32.5"
CHECKS = "not_a_server_error,content_type_conformance,no_other_house"
# Whoever takes stations back sees whose they are, whoever audits who read whose record.
BY_OFFICE = {
    "security_admin": ["/gate/{facility}/stations"],
    "audit_admin": ["/reads"],
    "inspector": ["/reads"],
}
ALSO = {"code": "facility", "subject": "person", "number": "hand_over", "document": "", "cell": "cell"}


def main() -> int:
    """Fuzz for as long as ``FUZZ_SECONDS`` says; 1 where something was found."""
    seconds = float(os.environ.get("FUZZ_SECONDS", "1800"))
    program = _schemathesis()
    with tempfile.TemporaryDirectory(prefix="lz-") as folder, _database(Path(folder)) as database:
        known = _world()
        with _server(Path(folder), database) as url:
            return _fuzz(program, url, known, Path(folder), seconds)


def _schemathesis() -> Path:
    """The program, fetched where it is not there yet."""
    program = HOME / "env" / "bin" / "st"
    if not program.exists():
        uv = sorted((ROOT / "var" / "tools").glob("uv-*/uv"))[-1]
        python = HOME / "env" / "bin" / "python"
        subprocess.run(
            [uv, "venv", "--quiet", "--clear", "--python", sys.executable, HOME / "env"], check=True
        )
        subprocess.run([uv, "pip", "install", "--quiet", "--python", python, SCHEMATHESIS], check=True)
    return program


@contextmanager
def _database(folder: Path) -> Iterator[str]:
    """A migrated database on a server of its own; Django of this process talks to it."""
    os.environ |= {"LAZARETTO_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "tests.fuzzing.settings"}
    import django
    from django.core.management import call_command

    from lazaretto.project.postgres import Cluster, started

    with started(Cluster.under(folder)) as url:
        os.environ["DATABASE_URL"] = url
        django.setup()
        call_command("migrate", verbosity=0)
        yield url


def _world() -> dict[str, Any]:
    """The two houses, and how everybody signs in."""
    from tests.attacks import world
    from tests.attacks.walking import PARTS

    built = world.build()
    numbers: dict[str, list[str]] = {}
    for side in (built.own, built.other):
        for name, values in side.numbers.items():
            numbers.setdefault(name, []).extend(values)
    named = {part.rpartition(".")[2]: kind for part, kind in PARTS.items()} | ALSO
    said = {part: numbers[kind] for part, kind in named.items() if isinstance(kind, str) and kind in numbers}
    people = {who: _headers(client) for who, client in built.people.items() if who != "nobody"}
    return {"mark": world.OTHER_MARK, "numbers": said | {"facility": numbers["facility"]}, "people": people}


def _headers(client: Any) -> dict[str, str]:
    """What proves who speaks: a token, or a session and the mark of its forms."""
    token = client.defaults.get("HTTP_AUTHORIZATION")
    if token:
        return {"Authorization": token}
    client.get("/me")
    crumbs = {
        name: client.cookies[name].value for name in ("sessionid", "csrftoken") if name in client.cookies
    }
    cookie = "; ".join(f"{name}={value}" for name, value in crumbs.items())
    return {"Cookie": cookie, "X-CSRFToken": crumbs.get("csrftoken", "")}


@contextmanager
def _server(folder: Path, database: str) -> Iterator[str]:
    """The house's own server, under the role that can only add."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    said = os.environ | {
        "DATABASE_URL": database, "LAZARETTO_SERVING": "1", "LAZARETTO_WHAT_IF_SECONDS": "2",
        "LAZARETTO_PLAN_SECONDS": "2", "LAZARETTO_LOG_LEVEL": "ERROR", "PYTHONPATH": f"{ROOT}/src:{ROOT}",
    }  # fmt: skip
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--http", "1",
        "--host", "127.0.0.1", "--port", str(port), "--workers", "2", "lazaretto.project.wsgi:application",
    ]  # fmt: skip
    with (folder / "server.log").open("wb") as out:
        process = subprocess.Popen(
            command, env=said, cwd=ROOT, stdout=out, stderr=out, start_new_session=True
        )
        try:
            _wait(f"http://127.0.0.1:{port}/readyz", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)
            sys.stdout.write((folder / "server.log").read_text()[-20_000:])


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(url)


def _fuzz(program: Path, url: str, known: Mapping[str, Any], folder: Path, seconds: float) -> int:
    people, wrong = known["people"], []
    answered = folder / "answered.jsonl"
    for who, headers in people.items():
        told = dict(known) | {
            "by_office": BY_OFFICE.get(who, []), "answered": str(answered), "headers": headers
        }  # fmt: skip
        (folder / "known.json").write_text(json.dumps(told))
        found = _as(program, url, headers, folder, seconds / len(people))
        failed = "= FAILURES =" in found.stdout
        stumbled = found.returncode and not failed  # the program itself, over its own tools
        sys.stdout.write(
            f"== {who}: {'FOUND' if failed else 'it stumbled' if stumbled else 'nothing found'}\n"
        )
        if found.returncode:
            sys.stdout.write(found.stdout[-12_000:])
        if failed or not answered.exists():
            wrong.append(who)
        sys.stdout.flush()
    counted: Counter[str] = Counter()
    for line in answered.read_text().splitlines() if answered.exists() else ():
        counted.update(json.loads(line))
    sys.stdout.write(f"{counted.total()} requests: {dict(sorted(counted.items()))}\n")
    return 1 if wrong or not counted else 0


def _as(
    program: Path, url: str, headers: Mapping[str, str], folder: Path, seconds: float
) -> subprocess.CompletedProcess[str]:
    said = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command: list[str] = [
        str(program), "run", f"{url}/api/v1/openapi.json", *said, "--checks", CHECKS, "--continue-on-failure",
        "--max-time", str(max(int(seconds), 1)), "--phases", "examples,coverage,fuzzing",
        "--suppress-health-check", "all", "--no-shrink", "--workers", "2", "--request-timeout", "60",
    ]  # fmt: skip
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO", "PYTHONPATH"))} | {
        "SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(Path(__file__).parent),
        "LAZARETTO_FUZZ": str(folder / "known.json"),
    }  # fmt: skip
    return subprocess.run(
        command,
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=seconds * 3 + 300,
        check=False,
    )


if __name__ == "__main__":
    sys.exit(main())
