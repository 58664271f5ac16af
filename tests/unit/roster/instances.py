"""An invented instance in the public format, and where the published ones lie."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]

SMALL = """\
# four people, nine days from a Monday
SECTION_HORIZON
9

SECTION_SHIFTS
E,480,
L,600,E

SECTION_STAFF
# ID, most of each, most and least minutes, longest and shortest run, least rest, weekends
Ann,E=9|L=2,2880,1440,3,2,2,1
Bo,E=9|L=9,3000,1440,3,2,2,1
Cy,E=9|L=9,3000,0,4,1,1,0
Di,E=0|L=9,3600,0,4,1,1,1

SECTION_DAYS_OFF
Ann,3
Cy,0,1

SECTION_SHIFT_ON_REQUESTS
Ann,1,E,2
Bo,4,L,3

SECTION_SHIFT_OFF_REQUESTS
Di,5,L,4

SECTION_COVER
""" + "".join(f"{day},{shift},1,100,1\n" for day in range(9) for shift in "EL")


def published(number: int) -> str | None:
    """The text of a published instance; None where the data are not here."""
    given = os.environ.get("LAZARETTO_DATA")
    folder = Path(given) if given else ROOT.parent / "shared" / "data"
    path = folder / "rostering" / f"Instance{number}.txt"
    return path.read_text(encoding="utf-8") if path.exists() else None
