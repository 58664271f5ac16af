"""Invented values for the style page: each component in each of its states."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from lazaretto.board.city import Alert, Cells, Coverage, Shifts, Strip, Tile
from lazaretto.board.counts import Counts
from lazaretto.board.silence import Silence
from lazaretto.board.timeline import Entry
from lazaretto.facts.hygiene import Disinfected
from lazaretto.protocol.document import Text
from lazaretto.web.forms.drawing import draw
from lazaretto.web.forms.fields import Field

NOW = datetime(2022, 3, 23, 6, 20, tzinfo=UTC)
_ID = UUID("01800000-0000-7000-8000-000000000001")
_OTHER = UUID("01800000-0000-7000-8000-000000000002")
_THIRD = UUID("01800000-0000-7000-8000-000000000003")


def text(zh_hans: str, zh_hant: str, en: str) -> Text:
    """A sentence of the samples."""
    return Text(zh_hans=zh_hans, zh_hant=zh_hant, en=en)


STRIP = Strip(
    met=(12, 9, 3, 0, 0, 0, 8, 22, 18, 6, 3, 2, 24, 20, 6, 2, 1, 0, 19, 22, 8, 2, 0, 4),
    late=(0, 0, 0, 0, 0, 0, 2, 3, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0),
    missed=(0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    largest=25,
)
TILE = Tile(
    code="QZ-D", name="秦州区看守所", sort="detention_house", county="QZ", level="closed", role="ordinary",
    intake_suspended=False, leader=None, heads=402, layers=(0, 0, 31, 371), away=2,
    cells=Cells(cells=7, occupied=5, places=56, people=31), shifts=Shifts(38, 36, 36, 2),
    counts=Counts(owed=14, late=2, missed=1, met=812), gravity="missed", strip=STRIP, coverage=(), heard=NOW,
    silence=Silence(),
)  # fmt: skip
QUIET, SILENT = replace(TILE, silence=Silence(due=3)), replace(TILE, silence=Silence(due=3, missed=2))
COVERAGE = Coverage(
    facility="QZ-D", round="R3", stratum="detainees", opened=NOW - timedelta(hours=6), closes=NOW,
    closed=False, muster=402, outcomes=397, left=0, uncovered=("QZ-D-00017",),
)  # fmt: skip
ALERT = Alert(
    finding=_ID, findings=(_ID,), kind="missed", severity="warning", bottom_line=False,
    family="hygiene", rule="hygiene.temperature", document="four-layer-2022",
    title=text("体温测量", "體溫測量", "Temperatures"), reason=text("漏测", "漏測", "Not taken"), remedy=None,
    facility="QZ-D", subjects=("QZ-D/G2/04",), at=NOW - timedelta(hours=4), owner=None,
)  # fmt: skip

WRONG = text("03 室：38.6 °C", "03 室：38.6 °C", "cell 03: 38.6 °C")
RIGHT = text("03 室：36.8 °C", "03 室：36.8 °C", "cell 03: 36.8 °C")


def _entry(
    mark: Any, sentence: Text, fact: UUID, *, late: int = 0, replaced_by: UUID | None = None, node: str = ""
) -> Entry:  # fmt: skip
    return Entry(
        fact=fact, kind="hygiene.temperatures_taken", family="hygiene", occurred=NOW, recorded=NOW,
        facility="QZ-D", place="QZ-D/T/03", sentence=sentence, mark=mark, replaced_by=replaced_by,
        reason=None, actor="QZ-D-S014", device="web", recorded_late=late, node=node,
        received=NOW + timedelta(hours=2) if node else None,
    )  # fmt: skip


def fields() -> list[Field]:
    """A field as it stands, and one with an error."""
    kind = Disinfected
    return draw(
        kind,
        given={"target_mg_l": 1000, "contact_minutes": "half"},
        errors={"contact_minutes": _("“%(text)s” is not a whole number.") % {"text": "half"}},
    )[:4]


def samples() -> dict[str, Any]:
    """What the style page shows."""
    return {
        "now": NOW, "strip": STRIP, "tile": TILE, "quiet": QUIET, "silent": SILENT,
        "coverage": COVERAGE, "alert": ALERT,
        "soon": NOW + timedelta(minutes=50),
        "fields": fields(),
        "states": ("owed", "late", "missed", "breach", "held", "met", "excused", "disputed", "ahead"),
        "entries": (
            _entry("corrected", WRONG, _ID, replaced_by=_OTHER),
            _entry("stands", RIGHT, _OTHER, late=1500),
            _entry("disputed", RIGHT, _THIRD, node="house-q"),
        ),
    }  # fmt: skip
