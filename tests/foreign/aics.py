"""aics-tlog and aics-witness, a verifier and a witness that others wrote, in an environment of their own.

They ask for Python 3.12. Where there is none, they are put into one of this Python: they run on 3.11 too, and
what they say is what their code says. Fetched once into ``var/peers/aics``, else said to be absent.
"""

import subprocess
import sys
from functools import cache
from pathlib import Path

from tests.foreign.go import ROOT, Absent

HOME = ROOT / "var" / "peers" / "aics"
VERIFIER, WITNESS = "aics-tlog==0.2.1", "aics-witness==0.1.0"
NEEDS = "cryptography>=50.0.2"
_WANTED = "3.12"
_SECONDS = 240


@cache
def python() -> Path:
    """The interpreter that has both. Errors: Absent."""
    found = HOME / "env" / "bin" / "python"
    if _has_both(found):
        return found
    tools = sorted((ROOT / "var" / "tools").glob("uv-*/uv"))
    if not tools:
        raise Absent("no uv to fetch them with: `make setup` brings it")
    HOME.mkdir(parents=True, exist_ok=True)
    uv, into = str(tools[0]), ["--quiet", "--python", str(found)]
    newest = _run(uv, "python", "find", "--no-python-downloads", f">={_WANTED}")
    wanted = newest.stdout.strip() if newest.returncode == 0 else sys.executable
    for command in (
        [uv, "venv", "--quiet", "--clear", "--python", wanted, str(HOME / "env")],
        [uv, "pip", "install", *into, NEEDS],
        [uv, "pip", "install", *into, "--no-deps", "--python-version", _WANTED, VERIFIER, WITNESS],
    ):
        done = _run(*command)
        if done.returncode:
            raise Absent(f"{' '.join(command[1:3])}: {done.stderr.strip()[-300:]}")
    if not _has_both(found):
        raise Absent(f"{VERIFIER} and {WITNESS} do not run on this Python")
    return found


def _has_both(python_: Path) -> bool:
    return python_.exists() and _run(str(python_), "-c", "import aics_tlog, aics_witness").returncode == 0


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as wrong:
        raise Absent(f"{command[0]}: {wrong}") from None
