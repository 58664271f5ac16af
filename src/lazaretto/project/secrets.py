"""Secrets that are drawn at install and kept beside the data, readable by their owner alone."""

import os
import secrets
from pathlib import Path

BYTES = 50


def kept_secret(file: Path) -> str:
    """The secret in a file; drawn and written on first use. Safe when two processes start at once."""
    try:
        return file.read_text()
    except FileNotFoundError:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as out:
        out.write(secrets.token_urlsafe(BYTES))
    try:
        os.link(unfinished, file)  # fails where another process was first
    except FileExistsError:
        pass
    finally:
        unfinished.unlink()
    return file.read_text()


def said_in(file: Path) -> str:
    """What somebody wrote into a file of one line; empty where there is none."""
    try:
        return file.read_text().strip()
    except FileNotFoundError:
        return ""
