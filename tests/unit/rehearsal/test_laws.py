"""Laws of the city, told again by plain loops: one place a person, cells never too full, cohorts apart."""

from collections import defaultdict
from collections.abc import Iterator

from lazaretto.facts import command, custody, gate, quarantine
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.periods import local_day
from lazaretto.registers.stays import Capacity, concerns, project
from tests.unit.rehearsal.rehearsing import ZONE, City

# Seeded on purpose: whoever is named by one of these errors stands outside the law that it breaks.
MIXED = ("stranger_restarted", "stranger_unnoticed")
RECORDED_TWICE = ("admitted_twice", "outing_of_released")


def in_order(city: City) -> list[Fact]:
    return sorted(city.facts, key=lambda fact: (fact.occurred, fact.recorded))


def subjects(city: City, *kinds: str) -> set[str]:
    return {subject for e in city.seeded if e.kind in kinds for _, subject in e.expects}


def placings(city: City) -> Iterator[tuple[Fact, str, str | None]]:
    """(fact, person, cell or None when they leave the house for good)."""
    for fact in in_order(city):
        body = fact.body
        if isinstance(body, custody.Admitted | custody.Moved | custody.TransferredIn):
            yield fact, body.person, body.cell
        elif isinstance(body, custody.Released | custody.TransferredOut | custody.LeftNetwork):
            yield fact, body.person, None


def test_nobody_is_in_two_places(city: City) -> None:
    held: dict[str, str] = {}
    for fact, person, cell in placings(city):
        if person in subjects(city, *RECORDED_TWICE):
            continue
        if cell is None:
            assert held.pop(person).startswith(fact.facility + "/"), fact
        elif isinstance(fact.body, custody.Moved):
            assert held[person].startswith(fact.facility + "/"), fact
            held[person] = cell
        else:
            assert person not in held, fact
            held[person] = cell


def test_no_cell_ever_holds_more_than_it_can(city: City) -> None:
    room = {
        f.body.established: f.body.capacity
        for f in city.facts if isinstance(f.body, command.PlaceEstablished)
    }  # fmt: skip
    cells: dict[str, set[str]] = defaultdict(set)
    where: dict[str, str] = {}
    for _, person, cell in placings(city):
        cells[where.pop(person, "")].discard(person)
        if cell is not None:
            where[person] = cell
            cells[cell].add(person)
            assert len(cells[cell]) <= room[cell], cell


def test_those_who_share_a_quarantine_cell_came_on_one_day(city: City) -> None:
    came: dict[str, dict[str, object]] = defaultdict(dict)
    where: dict[str, str] = {}
    strangers = subjects(city, *MIXED)
    for fact, person, cell in placings(city):
        came[where.pop(person, "")].pop(person, None)
        if cell is None or person in strangers:
            continue
        where[person] = cell
        came[cell][person] = local_day(fact.occurred, zone=ZONE)
        if cell.split("/")[1] in ("T", "I"):
            assert len(set(came[cell].values())) == 1, (fact, came[cell])


def test_women_men_and_minors_live_apart(city: City) -> None:
    kin = {
        f.body.person: (f.body.sex, f.body.born is not None and f.body.born.year > 2004)
        for f in city.facts if isinstance(f.body, custody.Admitted)
    }  # fmt: skip
    cells: dict[str, set[str]] = defaultdict(set)
    where: dict[str, str] = {}
    for _, person, cell in placings(city):
        cells[where.pop(person, "")].discard(person)
        if cell is not None:
            where[person] = cell
            cells[cell].add(person)
            assert len({kin[member] for member in cells[cell]}) == 1, cell


def test_a_leg_begins_only_after_its_order(city: City) -> None:
    ordered: set[str] = set()
    for fact in in_order(city):
        if isinstance(fact.body, quarantine.Ordered):
            ordered.add(fact.body.person)
        elif isinstance(fact.body, quarantine.LegStarted):
            assert fact.body.person in ordered


def test_whoever_goes_out_had_come_in(city: City) -> None:
    inside: set[tuple[str, str]] = set()
    for fact in in_order(city):
        if isinstance(fact.body, gate.Entered):
            inside.add((fact.facility, fact.body.subject))
        elif isinstance(fact.body, gate.Left):
            assert (fact.facility, fact.body.subject) in inside, fact
            inside.remove((fact.facility, fact.body.subject))


def person_in(body: Body) -> str:
    person = getattr(body, "person", None)
    assert isinstance(person, str)
    return person


def test_the_beds_contradict_only_what_was_recorded_wrongly(city: City) -> None:
    people: dict[str, list[Fact]] = defaultdict(list)
    rooms: dict[str, list[Capacity]] = defaultdict(list)
    for fact in city.facts:
        body = fact.body
        person = concerns(body)
        if person is not None:
            people[person].append(fact)
        elif isinstance(body, command.PlaceEstablished):
            rooms[body.established].append(Capacity(fact.occurred, fact.recorded, fact.id, body.capacity))
    _, broken = project(people, rooms)
    wrong = {person_in(fact.body) for fact in city.facts if fact.id in broken}
    assert wrong == subjects(city, *RECORDED_TWICE)
    assert len(broken) == sum(e.kind in RECORDED_TWICE for e in city.seeded)
