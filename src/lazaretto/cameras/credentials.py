"""Names and passwords of cameras: in a file of the installation, never in the record and in no address.

The file is JSON, readable by its owner alone: ``{"QZ-D": {"GATE-1": {"name": "…", "password": "…"}}}``.
"""

from pathlib import Path

import msgspec


class Credentials(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a camera is told."""

    name: str
    password: str = ""


class Unkept(Exception):
    """The file cannot be read as what it should be."""


def credentials(file: Path, *, facility: str, camera: str) -> Credentials | None:
    """Those of one camera, None where there are none. Raises :class:`Unkept` for a file of another form."""
    try:
        known = msgspec.json.decode(file.read_bytes(), type=dict[str, dict[str, Credentials]])
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as fault:
        raise Unkept(str(fault)) from fault
    return known.get(facility, {}).get(camera)
