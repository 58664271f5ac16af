"""What the machine itself says: room on the disk, who may read its secrets, clock, certificate."""

import shutil
import time
from datetime import datetime
from pathlib import Path

import psycopg
from cryptography.x509 import load_pem_x509_certificate
from django.conf import settings
from django.db import DatabaseError

from lazaretto.access.scope import everywhere
from lazaretto.board.watching import Machine
from lazaretto.ledger.measuring import clocks

SECRETS = (
    "secret.key", "draw.key", "channels.key", "ledger.key", "ledger.former", "national.key", "metrics.token",
    "cameras.json", "notify-mail.url", "postgres.password", "lazaretto.env",
)  # fmt: skip
OTHERS = 0o077  # reading, writing and running by anybody but the owner


def machine() -> Machine:
    """Look at the machine now."""
    folder: Path = settings.VAR
    disk = shutil.disk_usage(folder)
    named = bool(settings.CERTIFICATE)
    until = certificate_until(Path(settings.CERTIFICATE)) if named else None
    apart, behind = _clock()
    return Machine(disk.free, disk.total, exposed(folder), named, until, apart, behind)


def _clock() -> tuple[float, float]:
    """Seconds by which this clock is ahead of the database's, and behind the newest fact (0: unknown)."""
    try:
        with everywhere("the clock is held against the record"):
            here, (there, newest) = time.time(), clocks()
    except (DatabaseError, psycopg.Error):  # it is said elsewhere
        return 0.0, 0.0
    return here - there.timestamp(), max(0.0, newest.timestamp() - here) if newest else 0.0


def exposed(folder: Path) -> tuple[str, ...]:
    """The names of files with secrets that others than their owner may touch."""
    found = [folder / name for name in SECRETS if (folder / name).exists()]
    return tuple(file.name for file in found if file.stat().st_mode & OTHERS)


def certificate_until(file: Path) -> datetime | None:
    """Until when the certificate in a file holds; None where it cannot be read."""
    try:
        return load_pem_x509_certificate(file.read_bytes()).not_valid_after_utc
    except (OSError, ValueError):
        return None
