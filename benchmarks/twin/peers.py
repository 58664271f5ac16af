"""The peers' own environments, under ``var/peers``: each with the versions that are pinned here."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
WANTED = {
    "starsim": ("starsim==3.7.2",),
    # The faster of its versions; it was written for numpy 1.
    "covasim": ("covasim==3.1.9", "numpy<2"),
}


@dataclass(frozen=True, slots=True)
class Lived:
    """What a peer did: final sizes, and processor seconds of a run."""

    sizes: list[int]
    seconds: float


def lived(peer: str, script: str, *arguments: object) -> Lived:
    """Run a script of this folder in the environment of a peer."""
    path = Path(__file__).with_name(script)
    command = [str(python_of(peer)), "-W", "ignore", str(path), *map(str, arguments)]
    said = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return Lived(**json.loads(said.stdout.splitlines()[-1]))


def python_of(peer: str) -> Path:
    """The interpreter of a peer's environment, made on first use with the uv of the house."""
    folder = ROOT / "var" / "peers" / peer
    python = folder / "bin" / "python"
    if not python.exists():
        (uv,) = sorted((ROOT / "var" / "tools").glob("uv-*/uv"))
        subprocess.run([uv, "venv", "--quiet", "--python", "3.11", folder], check=True)  # noqa: S603
        wanted: list[str | Path] = [uv, "pip", "install", "--quiet", "--python", python, *WANTED[peer]]
        subprocess.run(wanted, check=True)  # noqa: S603
    return python
