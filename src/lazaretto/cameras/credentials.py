"""Names and passwords of cameras: in a file of the installation, never in the record and in no address.

The file is JSON, readable by its owner alone:
``{"QZ-D": {"GATE-1": {"host": "10.1.2.3:554", "name": "…", "password": "…"}}}``. Whoever may state a camera's
address is the house that is looked at: a password is told to the host in the file and to no other.
"""

from pathlib import Path
from urllib.parse import urlsplit

import msgspec


class Credentials(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a camera is told. host: as it stands in the address, with its port where one is named."""

    host: str
    name: str
    password: str = ""


class Unkept(Exception):
    """The file cannot be read as what it should be."""


def credentials(file: Path, *, facility: str, camera: str, address: str) -> Credentials | None:
    """Those of one camera at its address, None where there are none for that host.

    Raises :class:`Unkept` for a file of another form.
    """
    try:
        known = msgspec.json.decode(file.read_bytes(), type=dict[str, dict[str, Credentials]])
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as fault:
        raise Unkept(str(fault)) from fault
    found = known.get(facility, {}).get(camera)
    return found if found is not None and found.host.lower() == urlsplit(address).netloc.lower() else None
