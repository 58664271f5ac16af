"""Open the three sources of a gate side by side: of one facility's day, or of all facilities and days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import View, view
from lazaretto.audit.asked import asked
from lazaretto.audit.counts import Column, Discord
from lazaretto.audit.day import CountedDay, State, counted_day
from lazaretto.audit.looking import Camera, cameras, committed
from lazaretto.audit.windows import Stated
from lazaretto.board.houses import House
from lazaretto.facts.periods import instant, local_day
from lazaretto.facts.supervision import Difference
from lazaretto.registers.record import Record

DAYS = 7  # of the list: a week
MOST_DAYS = 31


@dataclass(frozen=True, slots=True)
class ReconciliationPage:
    """One day of one gate. differences: as they would be signed now, in the order of the discords.

    before, after: the neighbouring days that can be opened. counters: staff numbers of those who took
    a tally or counted a replay: somebody else signs.
    """

    house: House
    at: datetime
    known_at: datetime
    day: date
    before: date
    after: date | None
    over: bool
    state: State
    columns: tuple[Column, ...]
    discords: tuple[tuple[Discord, ...], ...]
    differences: tuple[Difference, ...]
    tallies: tuple[Stated, ...]
    replays: tuple[Stated, ...]
    counters: tuple[str, ...]
    signed_by: str | None
    signed_at: datetime | None
    signed: tuple[Difference, ...]
    words: str | None
    cameras: tuple[Camera, ...]
    window: int | None
    document: str | None
    version: str | None


@dataclass(frozen=True, slots=True)
class ReconciledDay:
    """One facility's day in the list. differences: how many there are; unexplained: of those signed."""

    day: date
    state: State
    differences: int
    unexplained: int
    tallied: bool
    replayed: bool


@dataclass(frozen=True, slots=True)
class ReconciledHouse:
    """One facility's days, the latest first."""

    house: House
    days: tuple[ReconciledDay, ...]


@dataclass(frozen=True, slots=True)
class CityReconciliation:
    """Every facility in scope of one city, a day each."""

    at: datetime
    known_at: datetime
    zone: str
    city: str | None
    cities: tuple[str, ...]
    days: tuple[date, ...]
    lines: tuple[ReconciledHouse, ...]
    promised: bool  # whether the drawn looks of all of them are promised from tomorrow on


def open_reconciliation(
    facility: str, *, actor: Actor, now: datetime, day: date | None = None, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> ReconciliationPage:  # fmt: skip
    """One day of a facility (None: the day of ``at``). Raises :class:`Refused` outside the scope.

    A day that has not begun is refused, too: ``malformed``.
    """
    actor.require("read_facts", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    today = local_day(seen.at, zone=house.zone)
    shown = today if day is None else day
    if shown > today:
        raise Refused("malformed", why=f"`day` is {today.isoformat()} or earlier")
    found = day_of(seen, house, shown)
    asks = asked(seen.forces, seen.standing.at)
    signature = found.signature
    return ReconciliationPage(
        house=house, at=seen.at, known_at=_known_at(seen), day=shown, before=shown - timedelta(days=1),
        after=shown + timedelta(days=1) if shown < today else None, over=found.over, state=found.state,
        columns=found.columns, discords=found.discords, differences=found.differences,
        tallies=found.tallies, replays=found.replays, counters=found.counters,
        signed_by=signature.by if signature else None, signed_at=signature.at if signature else None,
        signed=signature.differences if signature else (), words=signature.words if signature else None,
        cameras=cameras(seen.standing, facts=seen.record.facts, facility=facility), window=asks.window,
        document=asks.document, version=asks.version,
    )  # fmt: skip


def open_city_reconciliation(
    *, actor: Actor, now: datetime, days: int = DAYS, city: str | None = None, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> CityReconciliation:  # fmt: skip
    """The days of every facility in scope; where they lie in several cities, of one: as asked, or the first.

    Raises :class:`Refused` for a role that reads no facts, and for a number of days outside its range.
    """
    actor.require("read_facts")
    if not 1 <= days <= MOST_DAYS:
        raise Refused("malformed", why=f"`days` lies from 1 to {MOST_DAYS}")
    seen = view(now=now, at=at, known_at=known_at, record=record)
    houses = [house for house in seen.houses(actor.scope) if house.sort != "detachment"]
    cities = tuple(dict.fromkeys(house.city for house in houses))
    chosen = city if city in cities else next(iter(cities), None)
    mine = [house for house in houses if house.city == chosen]
    zone = mine[0].zone if mine else "UTC"
    today = local_day(seen.at, zone=zone)
    shown = tuple(today - timedelta(days=n) for n in range(days))
    return CityReconciliation(
        at=seen.at, known_at=_known_at(seen), zone=zone, city=chosen, cities=cities, days=shown,
        lines=tuple(ReconciledHouse(house, _days(seen, house, shown)) for house in mine),
        promised=_promised(seen, mine, today + timedelta(days=1)),
    )  # fmt: skip


def day_of(seen: View, house: House, day: date) -> CountedDay:
    """One day of a facility, found once for a view."""
    return seen.keeping(("counted", house.code, day), lambda: _counted(seen, house, day))


def _days(seen: View, house: House, days: Sequence[date]) -> tuple[ReconciledDay, ...]:
    return seen.keeping(
        ("reconciled", house.code, tuple(days)),
        lambda: tuple(_line(_counted(seen, house, day)) for day in days),
    )


def _counted(seen: View, house: House, day: date) -> CountedDay:
    return counted_day(
        seen.standing, facts=seen.record.facts, facility=house.number, zone=house.zone, day=day,
        window=asked(seen.forces, seen.standing.at).window,
    )  # fmt: skip


def _line(found: CountedDay) -> ReconciledDay:
    signed = found.signature.differences if found.signature else ()
    return ReconciledDay(
        day=found.day, state=found.state, differences=len(found.differences),
        unexplained=sum(not one.explained for one in signed), tallied=bool(found.tallies),
        replayed=bool(found.replays),
    )  # fmt: skip


def _promised(seen: View, houses: Sequence[House], day: date) -> bool:
    facts = seen.record.facts
    return all(
        committed(seen.standing, facts=facts, facility=house.code, day=day) is not None for house in houses
    )


def _known_at(seen: View) -> datetime:
    return instant(min(seen.standing.known_at, seen.standing.at))
