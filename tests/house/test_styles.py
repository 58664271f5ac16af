"""A class has one home: no screen's sheet restyles what a component, or another screen, calls its own.

All sheets but a station's are loaded by every page, so the last rule of a bare class wins everywhere.
"""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2] / "src" / "lazaretto" / "web" / "static" / "web"
APART = {"station.css"}  # of a page of its own, which loads it alone


def _owned(sheet: Path) -> set[str]:
    """The classes for which a sheet has a rule of that class alone."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    text = re.sub(r"\([^)]*\)", "", text)  # what stands in :not(…) owns nothing
    selectors = (one.strip() for group in re.findall(r"([^{}]+)\{", text) for one in group.split(","))
    return {one[1:] for one in selectors if re.fullmatch(r"\.[a-z][a-z0-9-]*", one)}


def test_a_class_has_one_home() -> None:
    shared = [ROOT / "ground.css", ROOT / "layout.css", *sorted((ROOT / "components").glob("*.css"))]
    screens = [sheet for sheet in sorted((ROOT / "screens").glob("*.css")) if sheet.name not in APART]
    homes: dict[str, str] = {}
    for sheet in shared:
        homes.update(dict.fromkeys(_owned(sheet), sheet.name))
    assert homes
    taken = []
    for sheet in screens:
        for name in sorted(_owned(sheet)):
            home = homes.setdefault(name, sheet.name)
            if home != sheet.name:
                taken.append(f"{sheet.name} restyles .{name} of {home}")
    assert not taken, "\n".join(taken)
