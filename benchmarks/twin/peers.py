"""The peers' own environments, under ``var/peers``: each with the versions that are pinned here."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
WANTED = {"starsim": ("starsim==3.7.2",)}


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
