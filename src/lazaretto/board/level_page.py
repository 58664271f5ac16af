"""A level before it is ordered: what begins and ends to be owed, for whom, from when; all orders given."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from lazaretto.board.houses import House
from lazaretto.board.pattern_page import PatternPage, pattern_page
from lazaretto.facts.command import Level, LevelOrdered
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant, local_day, seconds
from lazaretto.obligations.approving import OPEN
from lazaretto.obligations.assessing import Assessment
from lazaretto.obligations.deriving import derive
from lazaretto.obligations.entries import approvals, asked_at, closed_at
from lazaretto.obligations.force import InForce
from lazaretto.obligations.manning import manning
from lazaretto.obligations.owed import Status
from lazaretto.obligations.rostering.force import pattern_in_force, ruling_document
from lazaretto.obligations.whose import Whose, whose
from lazaretto.protocol.document import Clause, Pattern, Recurring
from lazaretto.registers.command import LEVELS
from lazaretto.registers.events import FOREVER, Columns, Flags, Ints
from lazaretto.registers.spans import value_at
from lazaretto.registers.standing import Standing

DAY = 86_400
RUNNING = (Status.OPEN, Status.LATE)


@dataclass(frozen=True, slots=True)
class Change:
    """A clause that begins or ends to bind these houses.

    people: who or what owes it on the first day (None: it waits for what calls for it); times: how often on
    that day. runs: what was called for before, stays owed, and is not shortened (law 9).
    """

    clause: Clause
    document: str
    begins: bool
    houses: tuple[str, ...]
    people: int | None
    times: int | None
    runs: int = 0


@dataclass(frozen=True, slots=True)
class HouseChange:
    """What the order changes in one house: its level, its pattern of duty, whom it needs, whom it must tell.

    short_before, short_after: days within 30 on which somebody is lacking. approvals: entries allowed by the
    leader alone that need the detachment's word, too, from then on. cells: by how many it is short of cells.
    """

    house: House
    was: Level
    pattern_was: Pattern | None
    pattern: Pattern | None
    loop: PatternPage | None
    short_before: int
    short_after: int
    approvals: int
    told: Whose
    cells: int | None = None


@dataclass(frozen=True, slots=True)
class Ordered:
    """One order as it was given to some houses at once. state: how it stands at the page's instant."""

    level: Level
    given: datetime
    begins: datetime
    authority: str
    reason: str
    actor: str
    houses: tuple[str, ...]
    state: str  # holds, ahead, over


@dataclass(frozen=True, slots=True)
class LevelPage:
    """The levels of the houses, all orders, and what another level would change (level None: none asked)."""

    at: datetime
    zone: str
    houses: tuple[House, ...]
    levels: tuple[Level, ...]
    history: tuple[Ordered, ...]
    level: Level | None = None
    begins: datetime | None = None
    changes: tuple[Change, ...] = ()
    lines: tuple[HouseChange, ...] = ()
    forces: tuple[InForce, ...] = ()

    @property
    def beginning(self) -> tuple[Change, ...]:
        """What begins to be owed."""
        return tuple(one for one in self.changes if one.begins)

    @property
    def ending(self) -> tuple[Change, ...]:
        """What ends to be owed."""
        return tuple(one for one in self.changes if not one.begins)

    @property
    def shorter(self) -> tuple[HouseChange, ...]:
        """The facilities that would lack people on more days than they do already."""
        return tuple(one for one in self.lines if one.short_after > one.short_before)

    @property
    def crowded(self) -> tuple[HouseChange, ...]:
        """The facilities that are short of cells."""
        return tuple(one for one in self.lines if one.cells)

    @property
    def runs(self) -> int:
        """How much of it runs on."""
        return sum(one.runs for one in self.changes)


def level_page(standing: Standing, *, facts: Sequence[Fact], houses: Sequence[House], zone: str) -> LevelPage:
    """The levels that these houses stand at, and every order given to them."""
    now = _levels(standing, houses, standing.at)
    return LevelPage(
        at=instant(standing.at), zone=zone, houses=tuple(houses),
        levels=tuple(LEVELS[index] for index in now.tolist()), history=_history(standing, facts, houses),
    )  # fmt: skip


def preview(
    page: LevelPage, standing: Standing, *, assessment: Assessment, facts: Sequence[Fact],
    forces: Sequence[InForce], chosen: Sequence[House], level: Level, begins: datetime,
    cells: Callable[[House], int | None],
) -> LevelPage:  # fmt: skip
    """The page with what this level would change in the chosen houses from an instant on.

    cells: by how many cells a house is short, None where nobody knows.
    """
    moment = max(seconds(begins), standing.at)
    after = standing.supposing("level_ordered", _rows(standing, chosen, level, moment))
    deciding = tuple(force for force in forces if force.since <= moment < force.until)
    changes = tuple(_changes(standing, after, assessment, deciding, chosen, moment))
    lines = tuple(
        replace(_house(standing, after, facts, forces, house, moment), cells=cells(house))
        for house in chosen if house.sort != "detachment"
    )  # fmt: skip
    return replace(page, level=level, begins=instant(moment), changes=changes, lines=lines, forces=deciding)


def _rows(standing: Standing, chosen: Sequence[House], level: Level, begins: int) -> Columns:
    """The order as events, as if it were given now."""
    number = np.array([house.number for house in chosen], np.int64)
    size = len(number)

    def column(value: int) -> Ints:
        return np.full(size, value, np.int64)

    keys = np.array([standing.names.find(house.code) for house in chosen], np.int64)
    at = column(standing.at)
    return Columns(
        keys, number, at, at, column(FOREVER), column(LEVELS.index(level)), column(begins), column(0)
    )


def _levels(standing: Standing, houses: Sequence[House], at: int) -> Ints:
    numbers = np.array([house.number for house in houses], np.int64)
    return value_at(standing.levels, numbers, np.full(len(numbers), at, np.int64), default=0)


def _changes(
    standing: Standing, after: Standing, assessment: Assessment, forces: Sequence[InForce],
    chosen: Sequence[House], at: int,
) -> Iterator[Change]:  # fmt: skip
    was, will = _levels(standing, chosen, at), _levels(after, chosen, at)
    for force in forces:
        for clause in force.protocol.clauses:
            bound = np.array([name in clause.levels for name in LEVELS])
            for begins, mine in ((True, bound[will] & ~bound[was]), (False, bound[was] & ~bound[will])):
                houses = [house for house, one in zip(chosen, mine.tolist(), strict=True) if one]
                if houses:
                    yield _change(
                        after if begins else standing, assessment, force, clause, houses, begins, at
                    )


def _change(
    standing: Standing, assessment: Assessment, force: InForce, clause: Clause, houses: Sequence[House],
    begins: bool, at: int,
) -> Change:  # fmt: skip
    numbers = np.array([house.number for house in houses], np.int64)
    people = times = None
    if isinstance(clause.duty, Recurring):
        found = [
            block.where(np.isin(block.facility, numbers) & (block.opens >= at) & (block.opens < at + DAY))
            for block in derive(clause, force=force, standing=standing, start=at, end=at + DAY)
        ]
        times = sum(map(len, found))
        people = len(np.unique(np.concatenate([block.key for block in found]))) if found else 0
    runs = 0 if begins else _runs(assessment, force, clause, numbers, at)
    codes = tuple(house.code for house in houses)
    return Change(clause, force.protocol.id, begins, codes, people, times, runs)


def _runs(assessment: Assessment, force: InForce, clause: Clause, numbers: Ints, at: int) -> int:
    """How many obligations that opened before the order begins stay owed after it."""
    found = 0
    for part in assessment.judged:
        block = part.block
        if block.clause.id == clause.id and block.force.protocol.id == force.protocol.id:
            alive: Flags = (block.opens < at) & (block.missed_at > at) & np.isin(part.status, RUNNING)
            found += int((alive & np.isin(block.facility, numbers)).sum())
    return found


def _house(
    standing: Standing, after: Standing, facts: Sequence[Fact], forces: Sequence[InForce], house: House,
    at: int,
) -> HouseChange:  # fmt: skip
    day = local_day(instant(at), zone=house.zone)
    today = local_day(instant(standing.at), zone=house.zone)
    first = max(day, today + timedelta(days=1))
    protocol = ruling_document(forces, standing.at)
    was = pattern_in_force(standing, protocol, house.code, first) if protocol else None
    will = pattern_in_force(after, protocol, house.code, first) if protocol else None
    loop = None
    if will is not None and (was is None or was.id != will.id):
        loop = pattern_page(
            standing, facts=facts, house=house, protocol=protocol, pattern=will.id, first=first
        )
    return HouseChange(
        house=house, was=LEVELS[int(_levels(standing, [house], at)[0])], pattern_was=was, pattern=will,
        loop=loop, short_before=_short(standing, facts, forces, house),
        short_after=_short(after, facts, forces, house),
        approvals=_upper(standing, after, facts, forces, house, at),
        told=whose(standing, facts=facts, facility=house.code, role="leader"),
    )  # fmt: skip


def _short(standing: Standing, facts: Sequence[Fact], forces: Sequence[InForce], house: House) -> int:
    manned = manning(standing, facts=facts, forces=forces, facility=house.code, zone=house.zone)
    return sum(bool(day.short) for day in manned.days)


def _upper(
    standing: Standing, after: Standing, facts: Sequence[Fact], forces: Sequence[InForce], house: House,
    at: int,
) -> int:  # fmt: skip
    """Entries that the leader allowed and that wait for the detachment once everything needs its word."""

    def closed(one: Standing) -> bool:
        return any(start <= at < end for start, end in closed_at(one, forces, house.code))

    if closed(standing) or not closed(after):
        return 0
    rows = asked_at(standing, house.code, living=True)
    found = approvals(standing, facts=facts, forces=forces, asked=rows)
    return sum(
        one.state in OPEN and one.closes > at and all(said.level != "detachment" for said in one.given)
        for one in found
    )


def _history(standing: Standing, facts: Sequence[Fact], houses: Sequence[House]) -> tuple[Ordered, ...]:
    """Every order given to these houses, the last first; what was said to several at once is one line."""
    codes = {house.code for house in houses}
    spans = standing.levels
    stretches = zip(spans.start.tolist(), spans.end.tolist(), strict=True)
    holding = dict(zip(spans.fact.tolist(), stretches, strict=True))
    found: dict[tuple[object, ...], Ordered] = {}
    for number in standing.events("level_ordered").fact.tolist():
        fact = facts[number]
        body = fact.body
        if fact.facility not in codes or not isinstance(body, LevelOrdered):
            continue
        start, end = holding.get(number, (0, 0))
        state = "ahead" if start > standing.at else "holds" if end > standing.at else "over"
        begins = body.begins or fact.occurred
        key = (body, fact.occurred, fact.actor, state)
        one = found.get(key)
        houses_ = (*one.houses, fact.facility) if one else (fact.facility,)
        found[key] = Ordered(
            body.level, fact.occurred, begins, body.authority, body.reason, fact.actor, houses_, state
        )
    return tuple(sorted(found.values(), key=lambda one: one.given, reverse=True))
