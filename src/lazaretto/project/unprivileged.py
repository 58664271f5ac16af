"""PostgreSQL refuses to run as root. Where we are root, it gets another number; else nothing changes.

First choice: a user namespace of its own, in which root goes by another number. No account is made, no folder
is opened to anyone, files stay root's. Where the kernel forbids that (containers often do), the server runs
as *nobody* and its folders are handed over to it.
"""

import functools
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

NOBODY = 65534
NAMESPACE = ("unshare", "--user", "--map-user=1000", "--map-group=1000")


@dataclass(frozen=True, slots=True)
class Guise:
    """How to start a program of the server: a command to put in front, a user to become (None: stay)."""

    prefix: tuple[str, ...] = ()
    user: int | None = None

    def hand_over(self, path: Path) -> None:
        """Make a file or folder the server's own."""
        if self.user is not None:
            os.chown(path, self.user, self.user)

    def barred_by(self, path: Path) -> Path | None:
        """The first folder above a path that the server could not walk through, or None."""
        if self.user is None:
            return None
        above = reversed(path.absolute().parents)
        return next(
            (folder for folder in above if folder.exists() and not folder.stat().st_mode & 0o001), None
        )


@functools.cache
def guise() -> Guise:
    """How the server is started on this machine."""
    if os.name != "posix" or os.geteuid() != 0:
        return Guise()
    return Guise(prefix=NAMESPACE) if _namespaces() else Guise(user=NOBODY)


def _namespaces() -> bool:
    if shutil.which(NAMESPACE[0]) is None:
        return False
    return subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode == 0  # noqa: S603
