"""Rounds of tests: a muster frozen at the opening, pools by cell, one outcome a person."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Literal

from lazaretto.facts import testing
from lazaretto.facts.numbering import tube_label
from lazaretto.facts.testing import Result
from lazaretto.protocol.document import Coverage
from lazaretto.rehearsal.clauses import deadlines
from lazaretto.rehearsal.errors import Seeded
from lazaretto.rehearsal.slips.health import someone
from lazaretto.rehearsal.slots import by_cell
from lazaretto.rehearsal.subjects import House
from lazaretto.rehearsal.tubes import swab
from lazaretto.rehearsal.world import OFFICE, Act, World

Stratum = Literal["detainees", "staff"]
Size = Literal[1, 5, 10, 20]  # how many swabs a tube may hold
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_OPENS, _CLOSES, _CLOSED = time(9, 30), time(19), time(19, 20)
_ORDERED = time(17)
_PACE = timedelta(seconds=90)
_LABELLED = timedelta(minutes=8)  # before the first swab
_SIZES: tuple[Size, ...] = (1, 5, 10, 20)


def test_in_rounds(world: World, day: date) -> None:
    """Step of the day: a round for each stratum of every house whose round falls on it."""
    dates, districts = world.assumptions.dates, world.assumptions.districts
    if day == _first_full(world) - _DAY:
        _order_rounds(world, day)
    for house in world.holding():
        days = dates.rounds_districts if house.code in districts else dates.rounds
        if day in days:
            number = f"{sorted(days).index(day) + 1:02}"
            moment = world.clock(day, _OPENS)
            world.at(moment, _opening(world, house, number, moment))


def _first_full(world: World) -> date:
    """The day of the first of the full rounds; the one by strata came before."""
    dates = world.assumptions.dates
    return min(day for day in dates.rounds if day > dates.closed)


def _order_rounds(world: World, day: date) -> None:
    moment, last = world.clock(day, _ORDERED), world.assumptions.dates.ends - _DAY
    for house in world.holding():
        body = testing.RoundsOrdered(until=last, reinforced=house.code in world.assumptions.districts)
        world.at(moment, _saying(world, house, body, moment))


def _saying(world: World, house: House, body: testing.RoundsOrdered, moment: datetime) -> Act:
    return lambda: world.say(house.code, body, moment, actor=world.houses[OFFICE].leader().code)


def _opening(world: World, house: House, number: str, moment: datetime) -> Act:
    def open_round() -> None:
        closes = world.clock(world.today(moment), _CLOSES)
        staff = tuple(officer.code for officer in house.staff)
        people = tuple(person.code for person in house.people() if not person.on_the_road)
        strata: tuple[tuple[Stratum, tuple[str, ...]], ...] = (("detainees", people), ("staff", staff))
        for stratum, muster in strata:
            if muster:
                code = f"{house.code}-{'D' if stratum == 'detainees' else 'S'}{number}"
                body = testing.RoundOpened(
                    round=code, stratum=stratum, muster=muster, closes=closes, pool=_planned(world)
                )
                world.say(house.code, body, moment, actor=house.leader().code)
                kept = _without_the_forgotten(world, house, code, stratum, muster, closes)
                _swab_all(world, house, code, kept, moment + 20 * _MINUTE)
                _close(world, house, code, moment)

    return open_round


def _planned(world: World) -> Size | None:
    return next((size for size in _SIZES if size == world.assumptions.rate("pool")), None)


def _without_the_forgotten(
    world: World, house: House, code: str, stratum: Stratum, muster: tuple[str, ...], closes: datetime
) -> list[str]:
    """Those who will be swabbed: all, or all but one whom nobody calls."""
    kind = "unswabbed_person" if stratum == "detainees" else "unswabbed_staff"
    if not world.slips.take(kind, house.code, world.today(closes)):
        return list(muster)
    forgotten = someone(world, house).code if stratum == "detainees" else muster[-1]
    rules = [
        (clause, clause.duty.grace) for clause in world.protocol.clauses
        if isinstance(clause.duty, Coverage) and clause.duty.stratum == stratum
    ]  # fmt: skip
    until = closes + max((grace for _, grace in rules), default=0) * _MINUTE + _MINUTE
    words = f"{forgotten} was on the muster of {code} and nobody swabbed them"
    expects = tuple((clause.id, forgotten) for clause, _ in rules)
    world.slips.seed(Seeded(kind, house.code, closes, until, words, expects))
    return [member for member in muster if member != forgotten]


def _swab_all(world: World, house: House, code: str, muster: list[str], moment: datetime) -> None:
    """Cell by cell, never mixing cells to fill a tube; staff in the order of the muster."""
    groups: list[tuple[str | None, list[str]]] = list(_groups(world, muster))
    day = world.today(moment)
    if len(groups) > 1 and groups[0][0] and world.slips.take("pool_across_cells", house.code, day):
        world.at(moment, _mixing(world, house, code, [groups.pop(), groups.pop()], moment))
    raised = world.happenings.take("positive_pool", house.code, day) is not None
    labels = _label(world, house, code, len(groups), moment - _LABELLED)
    for number, (place, members) in enumerate(groups):
        at = moment + number * _PACE
        result: Result = "positive" if raised and number == len(groups) // 2 else "negative"
        world.at(at, _swabbing(world, house, code, place, members, at, result, labels[number]))


def _label(world: World, house: House, code: str, count: int, moment: datetime) -> tuple[str, ...]:
    """Print a label for each tube, and two to spare."""
    labels = tuple(tube_label(code, number) for number in range(1, count + 3))
    body = testing.TubesLabelled(tubes=labels, round=code)
    world.at(moment, lambda: world.say(house.code, body, moment, actor=house.on_duty("medic").code))
    return labels


def _groups(world: World, muster: list[str]) -> Iterator[tuple[str | None, list[str]]]:
    size = world.assumptions.rate("pool")
    people = [world.people[code] for code in muster if code in world.people]
    cells: list[tuple[str | None, list[str]]] = [
        (cell.place, [p.code for p in members]) for cell, members in by_cell(people)
    ]
    for place, members in cells or [(None, muster)]:
        for first in range(0, len(members), size):
            yield place, members[first : first + size]


def _swabbing(
    world: World, house: House, code: str, place: str | None, members: list[str], moment: datetime,
    result: Result, label: str,
) -> Act:  # fmt: skip
    def swab_pool() -> None:
        for member in members:
            person = world.people.get(member)
            if person is not None and person.out:
                _excuse(world, house, code, member, moment)
        there = [member for member in members if _here(world, house, member)]
        if there:
            swab(
                world, house, there, moment, purpose="round", round_=code, place=place, result=result,
                label=label,
            )  # fmt: skip

    return swab_pool


def _excuse(world: World, house: House, code: str, member: str, moment: datetime) -> None:
    """Not to be swabbed today is an outcome, too."""
    if member in world.patients:
        body = testing.Unsampled(round=code, person=member, outcome="hospital", why="在医院治疗")
    else:
        body = testing.Unsampled(round=code, person=member, outcome="away", why="出庭")
    world.say(house.code, body, moment, actor=house.on_duty("medic").code)


def _here(world: World, house: House, member: str) -> bool:
    """Staff always; people while they are in a cell of the house."""
    person = world.people.get(member)
    return person is None or (person.present and person.cell.place in house.cells)


def _mixing(
    world: World, house: House, code: str, groups: list[tuple[str | None, list[str]]], moment: datetime
) -> Act:
    """Fill a tube with people of two cells, because it was nearly empty."""

    def mix() -> None:
        halves = [members[: world.assumptions.rate("pool") // 2] for _, members in groups]
        rest = [(place, members[len(half) :]) for (place, members), half in zip(groups, halves, strict=True)]
        tube = swab(world, house, halves[0] + halves[1], moment, purpose="round", round_=code)
        words = f"{tube} holds swabs of people of two cells"
        world.breach("pool_across_cells", house, moment, tube, words, "pool_across_cells")
        for place, members in rest:
            if members:
                swab(world, house, members, moment + _PACE, purpose="round", round_=code, place=place)

    return mix


def _close(world: World, house: House, code: str, opened: datetime) -> None:
    """Declare the round closed, unless everybody forgets to."""
    day = world.today(opened)
    if world.slips.take("round_never_closed", house.code, day):
        for clause, owed in deadlines(world.protocol, trigger="round_opened", evidence="round_closed"):
            due = opened + (owed.within or 0) * _MINUTE
            until = due + owed.grace * _MINUTE + _MINUTE
            words = f"Round {code} was never closed"
            seeded = Seeded("round_never_closed", house.code, due, until, words, ((clause.id, code),))
            world.slips.seed(seeded)
        return
    moment = world.clock(day, _CLOSED)
    body = testing.RoundClosed(round=code)
    world.at(moment, lambda: world.say(house.code, body, moment, actor=house.leader().code))
