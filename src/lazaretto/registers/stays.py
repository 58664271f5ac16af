"""Stays: who was in which cell and for whom a place was kept, as one fold that names what contradicts.

Two folds, one after the other. :func:`fold_person` walks one person's facts in the order in which
things happened and gives stays without overlap; a fact that contradicts the ones before it opens no
stay and is named with its rule. Of two at one instant the one recorded first comes first, where it was
first held, then the one with the smaller id: never the one that came in first, which is another one at
every node. :func:`give_beds` walks one
cell's stays and gives each the lowest free bed; whoever comes into a full cell is named too. A place
that is kept fills a bed, and whoever it was kept for comes into that very bed.

Both depend on the facts alone, so a late fact, a correction or a retraction comes out right when
its person is folded again, and ``rebuild`` reproduces every row.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from lazaretto.facts import custody
from lazaretto.facts.fact import Body, Fact

# By how much a clock may be off before the times it gave count as contradicting. A bound of the
# machine, not of the protocol: a quartz clock without network drifts some ten seconds a week.
CLOCK_TOLERANCE = timedelta(minutes=5)

Rule = Literal[
    "held_elsewhere", "not_held", "two_places", "cell_full", "already_there", "already_reserved",
    "not_reserved", "device_clock_wrong", "in_the_future",
]  # fmt: skip

_PLACING = (custody.Admitted, custody.TransferredIn, custody.Moved, custody.CameBack)
_INTAKE = (custody.Admitted, custody.TransferredIn)
_GONE = (custody.Released, custody.LeftNetwork)  # for good: no place is kept any longer
_LEAVING = (*_GONE, custody.TransferredOut)
_MOVING = (
    *_PLACING,
    *_LEAVING,
    custody.WentOut,
    custody.DeadlineSet,
    custody.PlaceRequested,
    custody.PlaceGivenUp,
)


@dataclass(frozen=True, slots=True)
class Stay:
    """A person in a cell, or (``reserved``) a place kept for one, over ``[start, end)``.

    fact: the fact that began it; recorded: when that was. bed: None where none was given. disputed: the
    cell was full.
    """

    fact: UUID
    recorded: datetime = field(compare=False)
    person: str
    facility: str
    cell: str
    start: datetime
    end: datetime | None = None
    reserved: bool = False
    bed: int | None = None
    disputed: bool = False

    def order(self) -> tuple[datetime, datetime, UUID]:
        """Where the stay comes when beds are given out."""
        return self.start, self.recorded, self.fact


@dataclass(frozen=True, slots=True)
class Capacity:
    """A cell's number of places from an instant on, as a fact says."""

    since: datetime
    recorded: datetime
    fact: UUID
    places: int


@dataclass(slots=True)
class Fold:
    """What one person's facts come to: stays in order, and the rule that each contradicting fact breaks.

    held and reserved: what still runs while the facts are walked; :meth:`finished` puts it among the stays.
    """

    stays: list[Stay] = field(default_factory=list)
    broken: dict[UUID, Rule] = field(default_factory=dict)
    held: Stay | None = None
    reserved: Stay | None = None

    def open(self, stay: Stay) -> None:
        """Begin a stay; the one before it, and the place kept for the person, end with it."""
        self.close(stay.start)
        self.unreserve(stay.start)
        self.held = stay

    def close(self, end: datetime) -> None:
        """End the running stay."""
        self._end(self.held, end)
        self.held = None

    def unreserve(self, end: datetime) -> None:
        """Stop keeping a place."""
        self._end(self.reserved, end)
        self.reserved = None

    def finished(self) -> "Fold":
        """The fold with what still runs among its stays."""
        self.stays.extend(stay for stay in (self.held, self.reserved) if stay is not None)
        self.stays.sort(key=Stay.order)
        return self

    def _end(self, stay: Stay | None, end: datetime) -> None:
        if stay is not None and stay.start < end:
            self.stays.append(replace(stay, end=end))


def clock_rule(fact: Fact) -> Rule | None:
    """Why a fact's times cannot be true: the device's clock was off, or it is said before it happened."""
    if abs(fact.skew) > CLOCK_TOLERANCE.total_seconds():
        return "device_clock_wrong"
    return "in_the_future" if fact.occurred > fact.recorded + CLOCK_TOLERANCE else None


def concerns(body: Body) -> str | None:
    """The person whose stays a fact may change, or None."""
    return body.person if isinstance(body, _MOVING) else None


def cell_of(body: Body) -> str | None:
    """The cell a custody fact puts someone into or asks for, or None."""
    return getattr(body, "cell", None) if isinstance(body, _MOVING) else None


def fold_person(facts: Iterable[Fact]) -> Fold:
    """One person's standing custody facts and granted requests, in any order, as stays."""
    fold = Fold()
    for fact in sorted(facts, key=_order):
        rule = clock_rule(fact) or _contradiction(fold, fact)
        if rule is not None:
            fold.broken[fact.id] = rule
        else:
            _take(fold, fact)
    return fold.finished()


def give_beds(
    stays: Iterable[Stay], *, capacities: Sequence[Capacity], fixed: Iterable[Stay] = ()
) -> list[Stay]:
    """One cell's stays with their beds, in order. ``fixed`` began earlier and keep theirs.

    A stay that finds no free bed at its start is disputed. It takes up a place all the same: who comes
    after it finds one fewer. Where no capacity is known nobody is disputed. Whoever comes as the place
    kept for them ends has that bed, before anybody who comes at the same instant; so of ``fixed`` those
    that end as the first of the others begins are wanted too.
    """
    given: list[Stay] = []
    fixed, stays = list(fixed), list(stays)
    awaited = {(stay.person, stay.end) for stay in (*fixed, *stays) if stay.reserved}
    left = {(stay.person, stay.end): stay.bed for stay in fixed if stay.reserved}
    running = [stay for stay in fixed if _fills(stay)]
    for stay in sorted(stays, key=lambda s: (s.start, not _arrives(s, awaited), s.recorded, s.fact)):
        running = [other for other in running if other.end is None or other.end > stay.start]
        places = places_at(capacities, stay.start)
        bed = left.get((stay.person, stay.start)) if _arrives(stay, awaited) else None
        if bed is None and places is not None and len(running) < places:
            taken = {other.bed for other in running}
            bed = next(bed for bed in range(1, places + 1) if bed not in taken)
        placed = replace(stay, bed=bed, disputed=bed is None and places is not None)
        given.append(placed)
        if placed.reserved and bed is not None:
            left[placed.person, placed.end] = bed
        if _fills(placed):
            running.append(placed)
    return given


def _fills(stay: Stay) -> bool:
    """Whether a stay takes up a place; a place that was promised beyond the last one takes up none."""
    return not (stay.reserved and stay.disputed)


def _arrives(stay: Stay, awaited: Set[tuple[str, datetime | None]]) -> bool:
    """Whether a place kept for this person ends as the stay begins."""
    return not stay.reserved and (stay.person, stay.start) in awaited


def places_at(capacities: Sequence[Capacity], instant: datetime) -> int | None:
    """How many places a cell had at an instant; None where nobody has said."""
    known = [c for c in capacities if c.since <= instant]
    return max(known, key=lambda c: (c.since, c.recorded, c.fact)).places if known else None


def project(
    people: Mapping[str, Iterable[Fact]], capacities: Mapping[str, Sequence[Capacity]]
) -> tuple[list[Stay], dict[UUID, Rule]]:
    """Both folds over everybody: all stays with beds, and every contradicting fact with its rule."""
    cells: dict[str, list[Stay]] = {}
    broken: dict[UUID, Rule] = {}
    for facts in people.values():
        fold = fold_person(facts)
        broken.update(fold.broken)
        for stay in fold.stays:
            cells.setdefault(stay.cell, []).append(stay)
    bedded = [
        stay for cell, held in cells.items() for stay in give_beds(held, capacities=capacities.get(cell, ()))
    ]
    for stay in bedded:
        if stay.disputed:
            broken[stay.fact] = "cell_full"
    return bedded, broken


def _order(fact: Fact) -> tuple[datetime, int, datetime, UUID]:
    """At one instant who leaves comes before who arrives, and requests come last."""
    body = fact.body
    rank = (
        0
        if isinstance(body, (*_LEAVING, custody.PlaceGivenUp))
        else 2
        if isinstance(body, custody.PlaceRequested)
        else 1
    )
    return fact.occurred, rank, fact.recorded, fact.id


def _contradiction(fold: Fold, fact: Fact) -> Rule | None:
    """The rule that a fact breaks, given what stands before it; None when it fits."""
    held, body = fold.held, fact.body
    if isinstance(body, custody.PlaceRequested):
        if held is not None and held.cell == body.cell:
            return "already_there"
        return "already_reserved" if fold.reserved is not None else None
    if isinstance(body, custody.PlaceGivenUp):
        kept = fold.reserved is not None and fold.reserved.cell == body.cell
        return None if kept else "not_reserved"
    if isinstance(body, _INTAKE):
        return "held_elsewhere" if held is not None else None
    if held is None:
        return "not_held"
    if held.facility != fact.facility:
        return "held_elsewhere"
    if isinstance(body, _PLACING) and held.start == fact.occurred and held.cell != body.cell:
        return "two_places"
    return None


def _take(fold: Fold, fact: Fact) -> None:
    body = fact.body
    if isinstance(body, custody.PlaceRequested):
        fold.reserved = _stay(fact, body.person, body.cell, reserved=True)
    elif isinstance(body, custody.PlaceGivenUp):
        fold.unreserve(fact.occurred)
    elif isinstance(body, _PLACING):
        held = fold.held
        if held is None or held.cell != body.cell:
            fold.open(_stay(fact, body.person, body.cell))
    elif isinstance(body, _LEAVING):
        fold.close(fact.occurred)
        if isinstance(body, _GONE):
            fold.unreserve(fact.occurred)


def _stay(fact: Fact, person: str, cell: str, *, reserved: bool = False) -> Stay:
    return Stay(fact.id, fact.recorded, person, fact.facility, cell, start=fact.occurred, reserved=reserved)
