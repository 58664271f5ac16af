"""A process that works apart from the server: lines that it writes into its folder, and when it stops."""

import time
from collections.abc import Callable
from pathlib import Path

REQUEST, LINES, SEEN, STOP = "request.json", "lines.jsonl", "seen", "stop"


def stopped(folder: Path, *, patience: float) -> bool:
    """Whether somebody asked it to stop, or nobody has looked for so many seconds."""
    try:
        return (folder / STOP).exists() or time.time() - (folder / SEEN).stat().st_mtime > patience
    except FileNotFoundError:  # the folder was thrown away
        return True


def add(write: Callable[[bytes], object], line: bytes) -> None:
    """One line more, at once: a line is read whole or not at all."""
    write(line + b"\n")


def put(folder: Path, name: str, data: bytes) -> None:
    """A whole file in place of the one before; who reads it meanwhile reads one or the other."""
    beside = folder / f"{name}.new"
    beside.write_bytes(data)
    beside.replace(folder / name)
