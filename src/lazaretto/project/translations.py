"""The catalogues of the screens' texts, compiled in pure Python where stale: running needs no gettext."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from lazaretto.project.folders import PACKAGE

CATALOGUES = PACKAGE / "web" / "locale"


def catalogues() -> list[Path]:
    """Every translators' file of the house."""
    return sorted(CATALOGUES.glob("*/LC_MESSAGES/*.po"))


def stale(source: Path) -> bool:
    """True when a catalogue has no compiled form yet, or one older than itself."""
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def compile_stale() -> list[Path]:
    """Compile what is stale; returns the files made. Fuzzy entries are left out, as gettext does."""
    made = []
    for source in filter(stale, catalogues()):
        with source.open("rb") as text:
            catalogue = read_po(text, locale=source.parents[1].name, abort_invalid=True)
        compiled = source.with_suffix(".mo")
        unfinished = compiled.with_suffix(".mo.part")
        with unfinished.open("wb") as binary:
            write_mo(binary, catalogue)
        unfinished.replace(compiled)
        made.append(compiled)
    return made
