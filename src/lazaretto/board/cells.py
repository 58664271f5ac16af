"""The board of cells: each cell as a card with its clock, what blocks it, and what would free it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from lazaretto.board.houses import House
from lazaretto.board.sentences import fill, sentence
from lazaretto.board.words import text
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import local_day
from lazaretto.facts.places import zone_of
from lazaretto.obligations.availability import Cell, State
from lazaretto.obligations.contaminating import Contamination
from lazaretto.obligations.reckoning import LegClock
from lazaretto.protocol.document import Text

STATES: tuple[State, ...] = (
    "free", "filling", "closed", "full", "awaiting_disinfection", "beside_infectious", "withdrawn",
)  # fmt: skip

_BLOCKS: dict[State, Text] = {
    "awaiting_disinfection": text(
        "{since} 人员离开后尚未消毒：消毒并登记后可用", "{since} 人員離開後尚未消毒：消毒並登記後可用",
        "Not disinfected since its people left on {since}: disinfect it and say so",
    ),
    "beside_infectious": text(
        "相邻监室 {beside} 有阳性人员：移出或转阴后可用", "相鄰監室 {beside} 有陽性人員：移出或轉陰後可用",
        "Next door, in {beside}, somebody is positive: usable once they are moved or negative",
    ),
    "withdrawn": text(
        "{since} 起停用：修复后登记恢复使用", "{since} 起停用：修復後登記恢復使用",
        "Out of use since {since}: state its return when it is mended",
    ),
    "closed": text(
        "同批已于 {closed} 封闭：不再收人", "同批已於 {closed} 封閉：不再收人",
        "Its cohort closed on {closed}: nobody may join",
    ),
    "full": text("床位已满或已留出", "床位已滿或已留出", "Every bed is taken or kept"),
    "filling": text(
        "可再收同日到达 {left} 人", "可再收同日到達 {left} 人", "Takes {left} more of the same day"
    ),
    "free": text(
        "可收新的一批，{left} 张床位", "可收新的一批，{left} 張床位", "Free for a new cohort, {left} beds"
    ),
}  # fmt: skip
_EXPECTED = text(
    "留给即将到达的 {kept} 人，还有 {left} 张床位",
    "留給即將到達的 {kept} 人，還有 {left} 張床位",
    "Kept for {kept} who are coming, {left} beds left",
)
_SHUT = text(
    "有人阳性，或受污染后尚未重新计日：不得收人",
    "有人陽性，或受污染後尚未重新計日：不得收人",
    "Somebody is positive, or clocks still have to be restarted: nobody may join",
)
_ROOM = text("还有 {left} 张床位", "還有 {left} 張床位", "{left} beds left")
_UNSTATED = text(
    "未登记相邻监室，无法判断邻室感染风险", "未登記相鄰監室，無法判斷鄰室感染風險",
    "No neighbours were stated, so nobody can say whether one is infectious",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock of a cohort: the day it is on, of how many; None for a number that is not known."""

    day: int
    days: int | None
    ends: datetime | None
    layer: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class Mixing:
    """A contamination as a card tells it. waiting: those whose restart nobody stated, wherever they are now.

    together: how many wait because of the same fact, those of other cells too.
    """

    fact: UUID
    cause: str
    says: Text
    at: datetime
    members: tuple[str, ...]
    waiting: tuple[str, ...]
    together: int


@dataclass(frozen=True, slots=True)
class Card:
    """One cell. beds: taken, kept and free ones, in this order."""

    cell: Cell
    wing: str
    says: Text
    note: Text | None
    clock: Clock | None
    mixings: tuple[Mixing, ...]
    beds: tuple[str, ...]

    @property
    def waiting(self) -> tuple[str, ...]:
        """Everybody of the cell whose clock still has to be restarted."""
        return tuple(sorted({person for mixing in self.mixings for person in mixing.waiting}))


@dataclass(frozen=True, slots=True)
class CellsPage:
    """A facility's cells at ``at``, wing by wing. counts: cells in each state; free_beds: in free cells."""

    house: House
    at: datetime
    wings: tuple[tuple[str, tuple[Card, ...]], ...]
    counts: Mapping[State, int]
    free_beds: int
    unordered: int

    @property
    def cards(self) -> tuple[Card, ...]:
        """Every card."""
        return tuple(card for _, cards in self.wings for card in cards)


def lay_out(
    found: Sequence[Cell], *, house: House, at: datetime, clocks: Sequence[LegClock],
    mixed: Sequence[Contamination], facts: Sequence[Fact], unordered: int,
) -> CellsPage:  # fmt: skip
    """Cards of cells, with the clocks of their people and what contaminated them."""
    by_person = {clock.person: clock for clock in clocks}
    cards = [_card(cell, at, by_person, mixed, facts, house.zone) for cell in found]
    wings: dict[str, list[Card]] = {}
    for card in cards:
        wings.setdefault(card.wing, []).append(card)
    quarantine = [c for c in found if c.state == "free" and c.use != "general" and not c.kept_for]
    return CellsPage(
        house=house, at=at, wings=tuple(sorted(map(_wing, wings.items()), key=_quarantine_first)),
        counts={state: sum(cell.state == state for cell in found) for state in STATES},
        free_beds=sum(cell.places_left for cell in quarantine), unordered=unordered,
    )  # fmt: skip


def _wing(named: tuple[str, list[Card]]) -> tuple[str, tuple[Card, ...]]:
    return named[0], tuple(named[1])


def _quarantine_first(wing: tuple[str, tuple[Card, ...]]) -> tuple[bool, str]:
    """Wings of quarantine before the general ones: they are what the page is opened for."""
    return all(card.cell.use == "general" for card in wing[1]), wing[0]


def _card(
    cell: Cell, at: datetime, clocks: Mapping[str, LegClock], mixed: Sequence[Contamination],
    facts: Sequence[Fact], zone: str,
) -> Card:  # fmt: skip
    beds = ("taken",) * len(cell.occupants) + ("kept",) * len(cell.kept_for) + ("free",) * cell.places_left
    unknown = cell.use != "general" and not cell.neighbours_known
    return Card(
        cell=cell, wing=zone_of(cell.place) or cell.facility, says=_says(cell, zone),
        note=_UNSTATED if unknown else None, clock=_clock(cell, at, clocks),
        mixings=_mixings(cell, mixed, clocks, facts, zone), beds=beds,
    )  # fmt: skip


def _says(cell: Cell, zone: str) -> Text:
    template = _BLOCKS[cell.state]
    if cell.use == "general" and cell.state in ("filling", "free"):
        template = _ROOM
    if cell.state == "closed" and (cell.cohort is None or cell.cohort.closed_at is None):
        template = _SHUT
    if cell.kept_for and cell.state == "free":
        template = _EXPECTED
    return fill(
        template, zone=zone, since=cell.since, closed=cell.cohort.closed_at if cell.cohort else None,
        left=cell.places_left, kept=len(cell.kept_for), beside=", ".join(cell.beside),
    )  # fmt: skip


def _clock(cell: Cell, at: datetime, clocks: Mapping[str, LegClock]) -> Clock | None:
    """The clock of whoever of the cell must stay longest; overdue if anybody's is past."""
    running = [clocks[person] for person in cell.occupants if person in clocks]
    if not running:
        return None
    latest = max(running, key=lambda clock: (clock.ends is None, clock.ends or clock.zero))
    today = local_day(at, zone=latest.zone)
    past = any(
        c.ends is not None and local_day(c.ends, zone=c.zone) + timedelta(days=1) <= today for c in running
    )
    return Clock(latest.day(at), latest.days, latest.ends, latest.layer, past)


def _mixings(
    cell: Cell,
    mixed: Sequence[Contamination],
    running: Mapping[str, LegClock],
    facts: Sequence[Fact],
    zone: str,
) -> tuple[Mixing, ...]:
    """What contaminated this cell, while somebody of it is still in it, or waits wherever they are now."""
    found = []
    for one in mixed:
        waiting = tuple(person for person in one.waiting if person in running)
        if one.cell == cell.place and (waiting or not set(one.members).isdisjoint(cell.occupants)):
            fact = facts[one.fact]
            together = {p for other in mixed if other.fact == one.fact for p in other.waiting if p in running}
            found.append(
                Mixing(
                    fact=fact.id, cause=one.cause, says=sentence(fact, zone=zone), at=one.at,
                    members=one.members, waiting=waiting, together=len(together),
                )
            )  # fmt: skip
    return tuple(found)
