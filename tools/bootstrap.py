"""Get ready with nothing but Python: fetch the pinned uv by its hash, then install what uv.lock names.

    python3 tools/bootstrap.py [--dev]

Standard library only, and readable by an old Python, so that it can say which one is needed. An index other
than PyPI is taken from UV_DEFAULT_INDEX, UV_INDEX_URL or PIP_INDEX_URL, proxies from the usual variables;
the hashes in the lock file hold whatever the index.
"""

import hashlib
import io
import os
import platform
import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

OLDEST = (3, 11)
PYPI = "https://pypi.org/simple"
UV = "0.13.9"
WHEELS = {  # the wheels of that version, by system, machine and C library
    ("linux", "x86_64", "glibc"): (
        "manylinux_2_17_x86_64.manylinux2014_x86_64",
        "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19",
    ),
    ("linux", "x86_64", "musl"): (
        "musllinux_1_1_x86_64",
        "2c45530751517d6c3bbc69a19473f6effe47cce047bede01ffd8af7ea7b36b25",
    ),
    ("linux", "aarch64", "glibc"): (
        "manylinux_2_28_aarch64",
        "ecb6028d79dc96fbeafffe5c8af62a7099487ebc05a701e76714eebcffd06375",
    ),
    ("linux", "aarch64", "musl"): (
        "manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64",
        "5435c5ce14a56431208ca0996416d310f1598e8c2c8ba707688985a16bb82dbe",
    ),
    ("linux", "armv7l", "glibc"): (
        "manylinux_2_17_armv7l.manylinux2014_armv7l",
        "16963d19594e18d746a70c7fce82237bde4f2cac4cfcf0ca2b84796fe9d0c6e9",
    ),
    ("darwin", "x86_64", ""): (
        "macosx_10_12_x86_64",
        "c16ed11e013557536b3e60065f1b912f6407bd6518e041b961e23ef9e6b4fbf5",
    ),
    ("darwin", "arm64", ""): (
        "macosx_11_0_arm64",
        "66c512266d633bef48384a1f53003f41f2a8e7b36fe6e7fbfd3e0fd52d96fa63",
    ),
    ("windows", "amd64", ""): (
        "win_amd64",
        "6a44b2ed8111d2f60d2b92627c5dccda3f7ed7570b18ce115e569cd68c28246b",
    ),
}
ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT / "var" / "tools"
ENVIRONMENT = ROOT / ".venv"


class Stopped(Exception):
    """Something only a person can mend; the message says what to do."""


def main(arguments: "list[str]") -> None:
    """Install, unless what is installed already answers to the lock file."""
    if sys.version_info < OLDEST:
        raise Stopped(
            f"Lazaretto needs Python 3.11 or later and this is {platform.python_version()}: "
            "run make PYTHON=/path/to/python3.11 …"
        )
    dev = "--dev" in arguments
    if _stamp("dev") == _wanted() or (not dev and _stamp("run") == _wanted()):
        return
    started = time.monotonic()
    print("installing from uv.lock …", flush=True)
    uv = fetch_uv()
    install(uv, dev)
    _write_stamp("dev" if dev else "run")
    print(f"installed in {time.monotonic() - started:.0f} s", flush=True)


def fetch_uv() -> Path:
    """The path of the pinned uv, downloaded and checked where it is not there yet."""
    program = TOOLS / f"uv-{UV}" / ("uv.exe" if os.name == "nt" else "uv")
    if program.exists():
        return program
    tag, digest = _wheel()
    name = f"uv-{UV}-py3-none-{tag}.whl"
    content = _download(_link(name))
    if hashlib.sha256(content).hexdigest() != digest:
        raise Stopped(f"{name} from {_index()} is not the file that was pinned; nothing was installed.")
    program.parent.mkdir(parents=True, exist_ok=True)
    unfinished = program.with_suffix(".part")
    with zipfile.ZipFile(io.BytesIO(content)) as wheel:
        inside = next(entry for entry in wheel.namelist() if entry.endswith("/scripts/" + program.name))
        unfinished.write_bytes(wheel.read(inside))
    unfinished.chmod(0o755)
    unfinished.replace(program)
    return program


def install(uv: Path, dev: bool) -> None:
    """Make .venv hold what the lock file names. Another index than the lock's needs the longer way."""
    groups = [] if dev else ["--no-dev"]
    if _index() == PYPI:
        _run([uv, "sync", "--locked", "--inexact", *groups])
        return
    listed = TOOLS / "requirements.txt"
    _run([uv, "export", "--quiet", "--frozen", "--no-emit-project", "--output-file", listed, *groups])
    if not ENVIRONMENT.exists():
        _run([uv, "venv", "--python", sys.executable, ENVIRONMENT])
    _run([uv, "pip", "install", "--require-hashes", "--index-url", _index(), "-r", listed])
    _run([uv, "pip", "install", "--no-deps", "--index-url", _index(), "-e", "."])


def _run(command: "list[str | Path]") -> None:
    environment = dict(
        os.environ,
        UV_PYTHON=sys.executable,
        UV_PYTHON_DOWNLOADS="never",
        UV_NO_CONFIG="1",
        UV_SYSTEM_CERTS="1",  # trust whom Python trusts, also in a network with its own authority
        UV_PROJECT_ENVIRONMENT=str(ENVIRONMENT),
        VIRTUAL_ENV=str(ENVIRONMENT),
    )
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL"):
        environment.pop(name, None)  # named on the command line, or the lock's own
    done = subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, check=False)
    if done.returncode:
        raise Stopped(
            "The installation stopped (above: why). With no network, run it once where there is one; "
            "behind a mirror, set PIP_INDEX_URL; then run make again."
        )


def _wheel() -> "tuple[str, str]":
    system = platform.system().lower()
    library = ("glibc" if platform.libc_ver()[0] == "glibc" else "musl") if system == "linux" else ""
    key = (system, platform.machine().lower(), library)
    if key not in WHEELS:
        raise Stopped(
            "No uv is pinned for {} {} {}; install uv {} yourself and run: uv sync --locked".format(*key, UV)
        )
    return WHEELS[key]


def _index() -> str:
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        if os.environ.get(name):
            return os.environ[name].rstrip("/")
    return PYPI


def _link(name: str) -> str:
    """The address of a file on the index's page; relative links and local mirrors are followed."""
    page = _index() + "/uv/"
    found = re.search(rf'href="([^"#]*{re.escape(name)})[#"]', _download(page).decode())
    if not found:
        raise Stopped(f"{name} is not on {page}; set PIP_INDEX_URL to an index that has it.")
    link: str = found.group(1).replace("&amp;", "&")
    return urllib.parse.urljoin(page, link)


def _download(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            content: bytes = answer.read()
            return content
    except (urllib.error.URLError, OSError) as problem:
        raise Stopped(
            "{} cannot be reached ({}). The first run needs the network once; "
            "set HTTPS_PROXY or PIP_INDEX_URL if there is a way round.".format(
                urllib.parse.urlsplit(address).netloc, getattr(problem, "reason", problem)
            )
        ) from None


def _wanted() -> str:
    """What the installation depends on, as one digest: the locks, the Python and the folder."""
    parts = [(ROOT / name).read_bytes() for name in ("uv.lock", "pyproject.toml")]
    parts += [sys.version.encode(), str(ROOT).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _stamp(kind: str) -> str:
    file = ENVIRONMENT / f".installed-{kind}"
    return file.read_text() if file.exists() else ""


def _write_stamp(kind: str) -> None:
    for file in ENVIRONMENT.glob(".installed-*"):
        file.unlink()
    (ENVIRONMENT / f".installed-{kind}").write_text(_wanted())


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Stopped as stopped:
        sys.exit(str(stopped))
    except KeyboardInterrupt:
        sys.exit(130)
