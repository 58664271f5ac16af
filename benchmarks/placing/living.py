"""A house lives through its arrivals with whatever decides; every day is judged by the checker."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from benchmarks.placing.arrivals import Case
from lazaretto.placement.allowing import Like
from lazaretto.placement.asking import Cohort, Expected, Newcomer, Occupant, Prices, Request, Room, Rules
from lazaretto.placement.checking import broken

FIRST = date(2022, 4, 1)
FACILITY = "QZ-D"
QUARANTINE, WINDOW, BEDS = 14, 2, 6
# The two quantities that are measured, and nothing else, have a price.
MEASURED = Prices(alone=0, alone_minor=0)
Decide = Callable[[Request], Mapping[str, str]]


@dataclass(slots=True)
class Cell:
    """A cell in use. since, clock: days from the first; people: by name, with the day each came."""

    number: int
    since: int
    clock: int
    like: Like
    people: dict[str, tuple[int, Newcomer]]


@dataclass(slots=True)
class Life:
    """What came of it.

    overflow: cells beyond those there are, summed over days. delayed: days by which legs ended later,
    summed over people. opened: cohorts begun. placed: people; wrong: rules broken. cells: all cohorts.
    """

    overflow: int = 0
    delayed: int = 0
    opened: int = 0
    placed: int = 0
    peak: int = 0
    wrong: list[str] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)


def live(
    days: Sequence[Sequence[Case]],
    decide: Decide,
    *,
    cells: int,
    rules: Rules,
    expected: Expected | None = None,
) -> Life:  # fmt: skip
    """Everybody is placed: who finds no cell goes into further ones, as few as hold them."""
    life = Life()
    using: list[Cell] = []
    for day, cases in enumerate(days):
        using = [cell for cell in using if cell.clock + rules.quarantine_days > day]
        newcomers = _newcomers(day, cases)
        request, placed = _decided(day, newcomers, using, decide, cells, rules, expected)
        life.wrong += broken(request, placed)
        life.requests.append(request)
        life.placed += len(placed)
        _enter(life, using, newcomers, placed, day)
        life.overflow += max(0, len(using) - cells)
        life.peak = max(life.peak, len(using))
    life.delayed = sum(cell.clock - came for cell in life.cells for came, _ in cell.people.values())
    return life


def _decided(
    day: int, newcomers: tuple[Newcomer, ...], using: Sequence[Cell], decide: Decide, cells: int,
    rules: Rules, expected: Expected | None,
) -> tuple[Request, Mapping[str, str]]:  # fmt: skip
    """Asks again with one cell more until nobody is left out."""
    for more in range(len(newcomers) + 1):
        spare = max(0, cells - len(using)) + more
        request = Request(
            facility=FACILITY, day=FIRST + timedelta(day), newcomers=newcomers, rules=rules,
            expected=expected, rooms=(*(_used(cell, day, rules) for cell in using), *_empty(using, spare)),
        )  # fmt: skip
        placed = decide(request)
        if len(placed) == len(newcomers):
            return request, placed
    raise RuntimeError(f"somebody has no place on day {day}, with a cell for each newcomer")


def _newcomers(day: int, cases: Sequence[Case]) -> tuple[Newcomer, ...]:
    return tuple(
        Newcomer(
            person=f"P{day}-{n}-{number}", sex="female" if who.sex == "female" else "male", minor=who.minor,
            health="ordinary", case_group=f"case-{day}-{n}",
        )
        for n, case in enumerate(cases)
        for number, who in enumerate(case)
    )  # fmt: skip


def _place(number: int) -> str:
    return f"{FACILITY}/T/{number:04}"


def _empty(using: Sequence[Cell], spare: int) -> list[Room]:
    taken = {cell.number for cell in using}
    free = (number for number in range(len(using) + spare) if number not in taken)
    return [Room(place=_place(number), capacity=BEDS) for number in free][:spare]


def _used(cell: Cell, day: int, rules: Rules) -> Room:
    open_ = day - cell.since <= rules.window and len(cell.people) < BEDS
    cohort = Cohort(name=f"C{cell.number}-{cell.since}", day=FIRST + timedelta(cell.clock),
                    opened=FIRST + timedelta(cell.since), closed=not open_)  # fmt: skip
    return Room(
        place=_place(cell.number), capacity=BEDS, state="filling" if open_ else "closed", cohort=cohort,
        occupants=tuple(_occupant(newcomer) for _, newcomer in cell.people.values()),
        free_on=FIRST + timedelta(cell.clock + rules.quarantine_days),
    )  # fmt: skip


def _occupant(n: Newcomer) -> Occupant:
    return Occupant(person=n.person, sex=n.sex, minor=n.minor, health=n.health, case_group=n.case_group)


def _enter(
    life: Life, using: list[Cell], newcomers: Sequence[Newcomer], placed: Mapping[str, str], day: int
) -> None:
    at = {_place(cell.number): cell for cell in using}
    for newcomer in newcomers:
        place = placed[newcomer.person]
        if place not in at:
            like = Like(newcomer.sex, bool(newcomer.minor), newcomer.health)
            at[place] = Cell(int(place.rsplit("/", 1)[1]), day, day, like, {})
            using.append(at[place])
            life.cells.append(at[place])
            life.opened += 1
        at[place].clock = day
        at[place].people[newcomer.person] = (day, newcomer)
