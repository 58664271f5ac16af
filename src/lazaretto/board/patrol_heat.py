"""What was looked at in a house by key area and day, what was found, and why something was not (M32)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from lazaretto.board.patrol_walk import StopShown, WalkShown
from lazaretto.facts.fact import Fact
from lazaretto.facts.patrols import Stop, TourSet
from lazaretto.facts.periods import at_local, seconds
from lazaretto.obligations.force import InForce
from lazaretto.obligations.patrols import tours_set
from lazaretto.protocol.document import Recurring
from lazaretto.registers.standing import Standing

Why = Literal["dark", "skipped", "broken_off", "unfinished", "walking", "nobody", "to_come", "not_set"]
LOOKED = ("in_order", "remarkable")  # what counts as seen
_OPEN: tuple[Why, ...] = (
    "walking",
    "to_come",
    "not_set",
)  # no gap: it may still be looked at, or was not owed
# Of several walks of a day, which one tells why: whoever looked and saw nothing knows most.
_TELLING: tuple[Why, ...] = ("dark", "skipped", "walking", "unfinished", "broken_off", "nobody")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One area on one day. why: there was no look, and this is the reason; None where somebody looked.

    words, patrol: of the walk that says so; by: who said it.
    """

    day: date
    looks: int
    found: int
    why: Why | None = None
    words: str | None = None
    patrol: str | None = None
    by: str | None = None

    @property
    def gap(self) -> bool:
        """Whether it should have been looked at, and nobody did."""
        return self.why is not None and self.why not in _OPEN


@dataclass(frozen=True, slots=True)
class AreaHeat:
    """One area, a key area's place or a stop's title, with a cell a day. walked: a tour goes there now."""

    area: str
    walked: bool
    cells: tuple[HeatCell, ...]

    @property
    def found(self) -> int:
        """How often something was seen there."""
        return sum(cell.found for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Gap:
    """An area that nobody looked at on a day."""

    area: str
    cell: HeatCell


@dataclass(frozen=True, slots=True)
class DutyDays:
    """Days of duty as the protocol cuts them: each from ``opens`` on its date until ``opens`` of the next."""

    days: tuple[date, ...]  # the latest first
    opens: time
    zone: str

    def of(self, moment: datetime) -> date:
        """The day of duty on which an instant falls."""
        local = moment.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)
        return (local - timedelta(hours=self.opens.hour, minutes=self.opens.minute)).date()

    def ends(self, day: date) -> datetime:
        """When a day of duty is over."""
        return at_local(day + _DAY, self.opens, zone=self.zone)

    @property
    def start(self) -> datetime:
        """The instant at which the earliest of them begins."""
        return at_local(self.days[-1], self.opens, zone=self.zone)


def days_back(at: datetime, count: int, *, opens: time, zone: str) -> DutyDays:
    """So many days of duty up to the one that runs at an instant."""
    last = DutyDays((), opens, zone).of(at)
    return DutyDays(tuple(last - back * _DAY for back in range(count)), opens, zone)


def opening(forces: Sequence[InForce], at: int, *, evidence: str) -> time:
    """When the day of duty of an event begins, by the documents in force; midnight where none says."""
    held = [force.protocol for force in forces if force.since <= at < force.until]
    duties = [clause.duty for protocol in held for clause in protocol.clauses]
    hours = [
        slot.opens for duty in duties if isinstance(duty, Recurring) and duty.evidence == evidence
        for slot in duty.slots
    ]  # fmt: skip
    return min(hours, default=time())


def heat(
    standing: Standing, *, facts: Sequence[Fact], facility: str, walks: Sequence[WalkShown], days: DutyDays,
    at: datetime,
) -> tuple[AreaHeat, ...]:  # fmt: skip
    """Every area of the house's tours by day: those of today's tours first, as the tours go."""
    stretches = _stretches(standing, facts, facility)
    seen: dict[tuple[str, date], list[tuple[StopShown, WalkShown]]] = {}
    for walk in walks:
        for stop in walk.stops:
            seen.setdefault((stop.area, days.of(walk.begun)), []).append((stop, walk))
    areas = dict.fromkeys([*stretches, *(area for area, _ in seen)])
    rows = [
        AreaHeat(
            area, _walked(stretches.get(area)),
            tuple(_cell(seen.get((area, day), ()), day, days, stretches.get(area), at) for day in days.days),
        )
        for area in areas
    ]  # fmt: skip
    kept = [row for row in rows if row.walked or any(cell.looks or cell.gap for cell in row.cells)]
    return tuple(sorted(kept, key=lambda row: not row.walked))


def gaps(rows: Sequence[AreaHeat]) -> tuple[Gap, ...]:
    """What nobody looked at, the latest day first."""
    found = [Gap(row.area, cell) for row in rows for cell in row.cells if cell.gap]
    return tuple(sorted(found, key=lambda gap: gap.cell.day, reverse=True))


def area_of(stop: Stop) -> str:
    """What a stop looks at: the key area or wing, else the stop itself by its title."""
    return stop.place or stop.title


def _walked(stretch: tuple[int, int | None] | None) -> bool:
    return stretch is not None and stretch[1] is None


def _stretches(standing: Standing, facts: Sequence[Fact], facility: str) -> dict[str, tuple[int, int | None]]:
    """Since when each area is on a tour, and until when: None where it still is. Seconds."""
    held: dict[str, set[str]] = {}
    found: dict[str, tuple[int, int | None]] = {}
    for fact in tours_set(standing, facts, facility):
        if isinstance(fact.body, TourSet):
            held[fact.body.tour] = {area_of(stop) for stop in fact.body.stops}
            _hold(found, list(dict.fromkeys(area_of(stop) for stop in fact.body.stops)), held, fact)
    return found


def _hold(
    found: dict[str, tuple[int, int | None]], areas: list[str], held: dict[str, set[str]], fact: Fact
) -> None:
    moment = seconds(fact.occurred)
    for area in areas:
        since = found[area][0] if area in found else moment
        found[area] = since, None
    everywhere = set().union(*held.values())
    for area, (since, until) in list(found.items()):
        if until is None and area not in everywhere:
            found[area] = since, moment


def _cell(
    said: Sequence[tuple[StopShown, WalkShown]],
    day: date,
    days: DutyDays,
    stretch: tuple[int, int | None] | None,
    at: datetime,
) -> HeatCell:
    looks = sum(stop.said in LOOKED for stop, _ in said)
    if looks:
        return HeatCell(day, looks, sum(stop.said == "remarkable" for stop, _ in said))
    told = [one for stop, walk in reversed(said) if (one := _unseen(day, stop, walk)) is not None]
    if told:
        return min(told, key=lambda one: _TELLING.index(one.why or "nobody"))
    ends = seconds(days.ends(day))
    if stretch is None or stretch[0] >= ends or (stretch[1] is not None and stretch[1] < ends):
        return HeatCell(day, 0, 0, "not_set")
    return HeatCell(day, 0, 0, "to_come" if seconds(at) < ends else "nobody")


def _unseen(day: date, stop: StopShown, walk: WalkShown) -> HeatCell | None:
    """Why one walk did not see a stop, as the walk itself says it."""
    if stop.said in ("dark", "skipped"):
        why: Why = "dark" if stop.said == "dark" else "skipped"
        return HeatCell(day, 0, 0, why, stop.words, walk.patrol, stop.by)
    if walk.walking:
        return HeatCell(
            day, 0, 0, "unfinished" if walk.overdue else "walking", None, walk.patrol, walk.begun_by
        )
    if walk.state == "broken_off":
        return HeatCell(day, 0, 0, "broken_off", walk.reason, walk.patrol, walk.ended_by)
    return None
