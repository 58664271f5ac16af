"""Places: city > county > facility > zone > cell.

Inside a facility a place is a path, ``QZ-D/T/03``: facility code, zone, cell. City and county are
stated once by ``command.facility_established``; they are never part of the path, because a
facility keeps its code when it is put under another authority.
"""

from typing import Annotated

import msgspec

# In Python `$` also holds before a last line break; `(?!\n)` shuts that door in every dialect of JSON Schema.
FACILITY_PATTERN = r"^[A-Z0-9][A-Z0-9-]{1,23}$(?!\n)"
PLACE_PATTERN = r"^[A-Z0-9][A-Z0-9-]{1,23}(/[A-Za-z0-9_-]{1,24}){0,2}$(?!\n)"

Facility = Annotated[str, msgspec.Meta(pattern=FACILITY_PATTERN, description="Facility code, e.g. QZ-D.")]
Place = Annotated[
    str, msgspec.Meta(pattern=PLACE_PATTERN, description="facility[/zone[/cell]], e.g. QZ-D/T/03.")
]


def facility_of(place: str) -> str:
    """``QZ-D/T/03`` → ``QZ-D``."""
    return place.partition("/")[0]


def zone_of(place: str) -> str | None:
    """``QZ-D/T/03`` → ``QZ-D/T``; None for a bare facility."""
    parts = place.split("/")
    return "/".join(parts[:2]) if len(parts) > 1 else None


def within(inner: str, outer: str) -> bool:
    """True when ``inner`` is ``outer`` or lies inside it."""
    return inner == outer or inner.startswith(outer + "/")
