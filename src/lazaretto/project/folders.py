"""Where things are: in a checkout beside the code, in an installation where the system keeps data."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def checkout() -> Path | None:
    """The repository this runs from, or None where it was installed as a package."""
    root = PACKAGE.parents[1]
    return root if (root / "pyproject.toml").exists() and PACKAGE.parent.name == "src" else None


def variable_folder() -> Path:
    """Where the database, the secrets and the logs are kept (LAZARETTO_VAR)."""
    given = os.environ.get("LAZARETTO_VAR")
    if given:
        return Path(given).absolute()
    root = checkout()
    if root is not None:
        return root / "var"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "lazaretto"


def protocols_folder() -> Path:
    """Where the protocol documents are (LAZARETTO_PROTOCOLS)."""
    given = os.environ.get("LAZARETTO_PROTOCOLS")
    root = checkout()
    if given:
        return Path(given).absolute()
    return root / "protocols" if root is not None else PACKAGE / "_protocols"


def assumptions_folder() -> Path:
    """Where the rehearsal's assumptions are."""
    root = checkout()
    return root / "assumptions" if root is not None else PACKAGE / "_assumptions"
