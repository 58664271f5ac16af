"""What is owed again and again: for each slot of the protocol, people do their work in good time."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from lazaretto.facts import command, duty, hygiene, quarantine, regime
from lazaretto.protocol.document import Clause, Recurring, Slot
from lazaretto.rehearsal.clauses import setting
from lazaretto.rehearsal.subjects import Cell, House, Officer, Person
from lazaretto.rehearsal.world import World

_DAY = timedelta(days=1)
_EARLY, _SPREAD = 60, 170  # thousandths of the slot: work begins here, and within this stretch
_LONG = timedelta(hours=6)  # a slot longer than this is worked in the forenoon
_FORENOON = timedelta(hours=9)
NOON = 12
USUAL = (360, 368)  # tenths of a degree a healthy forehead shows
AGENT = "chlorine"

Job: TypeAlias = tuple[str, datetime, datetime]  # evidence, opens, closes


def keep_slots(world: World, day: date) -> None:
    """Step of the day: every recurring duty of every house, at its hour."""
    for house in world.holding():
        for (evidence, opens, closes), clauses in _jobs(world, day).items():
            _ask(world, house, evidence, opens, closes, clauses)


def _jobs(world: World, day: date) -> dict[Job, list[tuple[Clause, Slot]]]:
    """Clauses that the same work answers, together: one sweep of a cell meets them all."""
    jobs: dict[Job, list[tuple[Clause, Slot]]] = {}
    for clause in world.protocol.clauses:
        if isinstance(clause.duty, Recurring):
            for slot in clause.duty.slots:
                opens, closes = slot_of(world, day, slot)
                jobs.setdefault((clause.duty.evidence, opens, closes), []).append((clause, slot))
    return jobs


def slot_of(world: World, day: date, slot: Slot) -> tuple[datetime, datetime]:
    """A slot of a day as instants; one that closes at or before it opens ends on the next day."""
    following = day if slot.closes > slot.opens else day + _DAY
    return world.clock(day, slot.opens), world.clock(following, slot.closes)


def hour_of(world: World, house: House, evidence: str, opens: datetime, closes: datetime) -> datetime:
    """When a house does the work of a slot: early in it, so that nothing comes between."""
    length = closes - opens
    if length > _LONG:
        opens, length = opens + min(_FORENOON, length / 3), _LONG / 2
    drawn = world.draw("slot", evidence, house.code, opens.timestamp()).below(_SPREAD)
    return opens + length * (_EARLY + drawn) / 1000


def _ask(
    world: World, house: House, evidence: str, opens: datetime, closes: datetime,
    clauses: list[tuple[Clause, Slot]],
) -> None:  # fmt: skip
    """Look at the opening of the slot which clauses bind, and do the work at its hour."""
    work = WORK.get(evidence)
    if work is None:
        return

    def open_slot() -> None:
        bound = [(clause, slot) for clause, slot in clauses if world.binds(clause, house, opens)]
        if bound:
            moment = hour_of(world, house, evidence, opens, closes)
            world.at(moment, lambda: work(world, house, bound, moment, closes))

    world.at(opens, open_slot)


Bound: TypeAlias = list[tuple[Clause, Slot]]


def _detainees(house: House, bound: Bound) -> list[Person]:
    """The people of a house whom one of the clauses speaks of, cell by cell."""
    found: dict[str, Person] = {}
    present = [person for person in house.people() if person.present]
    for clause, _ in bound:
        duty_: Any = clause.duty
        if duty_.who == "detainees":
            found.update((p.code, p) for p in present)
        elif duty_.who == "quarantined":
            layers = duty_.layers or (1, 2, 3, 4)
            found.update((p.code, p) for p in present if p.layer in layers)
    return list(found.values())


def _staff(house: House, bound: Bound) -> list[Officer]:
    """The staff whom one of the clauses speaks of."""
    groups = {clause.duty.who for clause, _ in bound if isinstance(clause.duty, Recurring)}
    inside = house.working("A") if "staff_inside" in groups else []
    return inside + (house.working("C") if "staff_isolating" in groups else [])


def by_cell(people: list[Person]) -> Iterator[tuple[Cell, list[Person]]]:
    """People together with those who share their cell."""
    cells: dict[str, list[Person]] = {}
    for person in people:
        cells.setdefault(person.cell.place, []).append(person)
    for members in cells.values():
        yield members[0].cell, members


def take_temperatures(world: World, house: House, bound: Bound, moment: datetime, closes: datetime) -> None:
    """Sweep cell by cell, then the staff."""
    officer, medic = house.on_duty("officer").code, house.on_duty("medic").code
    pace = (closes - moment) / 2 / max(len(house.cells) + 1, 1)
    for number, (cell, members) in enumerate(by_cell(_detainees(house, bound))):
        sweep(
            world, house, [p.code for p in members], moment + number * min(pace, _CELL), officer, cell.place
        )
    staff = [officer.code for officer in _staff(house, bound)]
    if staff:
        sweep(world, house, staff, moment, medic, None)


_CELL = timedelta(seconds=70)  # one cell


def sweep(
    world: World, house: House, people: list[str], moment: datetime, actor: str, place: str | None
) -> None:
    """Read the temperatures of people who are together."""
    drawn = world.draw("temperature", house.code, place, moment.timestamp()).bytes(len(people))
    low, high = USUAL
    readings = tuple(
        hygiene.Reading(person=code, celsius_tenths=_fever(world, code) or low + byte % (high - low + 1))
        for code, byte in zip(people, drawn, strict=True)
    )
    body = hygiene.TemperaturesTaken(readings=readings)
    world.say(house.code, body, moment, actor=actor, place=place, device=f"{house.code}/thermometer")


def _fever(world: World, person: str) -> int:
    """What a person's next reading shows if it is not a usual one; 0: usual."""
    ahead = world.fevers.get(person)
    return ahead.pop(0) if ahead else 0


def disinfect(world: World, house: House, bound: Bound, moment: datetime, closes: datetime) -> None:
    """Disinfect every key area."""
    officer, checker = house.on_duty("officer").code, house.on_duty("medic").code
    usual = world.assumptions.rate
    strength = setting(world.protocol, "disinfection_weak", "mg_l", default=usual("chlorine"))
    contact = setting(world.protocol, "disinfection_weak", "minutes", default=usual("chlorine_minutes"))
    for number, place in enumerate(house.key_areas):
        at = moment + number * (closes - moment) / 2 / len(house.key_areas)
        measured = strength + world.draw("mg/L", place, at.timestamp()).between(5, 60)
        body = hygiene.Disinfected(
            agent=AGENT, target_mg_l=strength, measured_mg_l=measured, contact_minutes=contact,
            checked_by=checker,
        )  # fmt: skip
        world.say(house.code, body, at, actor=officer, place=place)


def visit(world: World, house: House, bound: Bound, moment: datetime, closes: datetime) -> None:
    """The medic speaks with the people in quarantine, cell by cell."""
    medic = house.on_duty("medic").code
    for number, (cell, members) in enumerate(by_cell(_detainees(house, bound))):
        body = quarantine.Visited(persons=tuple(p.code for p in members), by=medic)
        world.say(house.code, body, moment + number * _CELL * 3, actor=medic, place=cell.place)


def open_air(world: World, house: House, bound: Bound, moment: datetime, closes: datetime) -> None:
    """People in quarantine go into the yard cohort by cohort, for as long as they are owed."""
    minutes = _owed_minutes(bound)
    for cell, members in by_cell(_detainees(house, bound)):
        body = regime.OpenAirGiven(persons=tuple(p.code for p in members), minutes=minutes)
        world.say(house.code, body, moment, actor=house.on_duty("officer").code, place=cell.place)


def give_contact(world: World, house: House, bound: Bound, moment: datetime, closes: datetime) -> None:
    """Whoever is alone in a cell has company for as long as is owed."""
    minutes = _owed_minutes(bound)
    for person in house.people():
        if person.present and len(person.cell.beds) == 1:
            body = regime.ContactGiven(persons=(person.code,), sort="company", minutes=minutes)
            world.say(house.code, body, moment, actor=house.on_duty("medic").code, place=person.cell.place)


def _owed_minutes(bound: Bound) -> int:
    """The most that one of the clauses asks for, and at least one minute."""
    sums = [c.duty.sum_at_least or 1 for c, _ in bound if isinstance(c.duty, Recurring)]
    return max(sums) + _MORE_MINUTES


_MORE_MINUTES = 10  # nobody stops at the minute


def check_in(world: World, house: House, bound: Bound, moment: datetime, closes: datetime) -> None:
    """Staff at home say where they are and how they feel."""
    for officer in _staff(house, bound):
        drawn = world.draw("check-in", officer.code, moment.timestamp()).below(600)
        body = duty.CheckedIn(person=officer.code, where="home")
        at = moment + (closes - moment) * drawn / 1000
        world.say(house.code, body, at, actor=officer.code, device="telephone")


def submit_log(world: World, house: House, bound: Bound, moment: datetime, closes: datetime) -> None:
    """Close the day. A slot of the morning speaks of the day before."""
    _, slot = bound[0]
    day = world.today(moment) - (_DAY if slot.opens.hour < NOON else timedelta())
    body = command.LogSubmitted(day=day, incidents=0)
    world.say(house.code, body, moment, actor=house.on_duty("officer").code)


WORK: dict[str, Callable[[World, House, Bound, datetime, datetime], None]] = {
    "temperature": take_temperatures,
    "disinfected": disinfect,
    "visited": visit,
    "open_air": open_air,
    "contact": give_contact,
    "checked_in": check_in,
    "log_submitted": submit_log,
}
