"""Incidents: opened within the hour, contacts listed and each decided on, and the end of it."""

from datetime import datetime, timedelta

from lazaretto.facts import case, testing
from lazaretto.rehearsal.subjects import House, Person
from lazaretto.rehearsal.world import World

DISEASE = "covid-19"
_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_LOOKED_BACK = 3 * _DAY  # from when contacts are listed
_FROZEN = 26 * 60 * _MINUTE
_OVER = 30 * 60 * _MINUTE  # from the opening; tests are answered, contacts decided on
_PARTIES: tuple[testing.Party, ...] = ("detachment", "health_authority", "community", "police", "tracers")
CAUSES: dict[str, case.Cause] = {"symptoms": "symptom", "result": "positive"}


def open_incident(world: World, house: House, person: str, moment: datetime, *, trigger: str) -> None:
    """Somebody opens an incident about a person; a day later a doctor says what it was, and it ends."""
    number = world.number(f"incident {house.code}")
    incident = f"{house.code}-E{number:02}"
    body = case.IncidentOpened(incident=incident, cause=CAUSES[trigger], person=person)
    world.say(house.code, body, moment, actor=house.on_duty("medic").code)
    world.incidents[person] = incident
    over = moment + _OVER
    world.at(over, lambda: _end(world, house, person, incident, over, trigger))


def freeze(world: World, house: House, person: str, place: str, moment: datetime) -> None:
    """Nobody moves into a cell or out of it while the incident about somebody of it runs."""
    incident = world.incidents.get(person)
    if incident is None:
        return
    medic, over = house.on_duty("medic").code, moment + _FROZEN
    world.say(house.code, case.MovementFrozen(incident=incident, places=(place,)), moment, actor=medic)
    lifted = case.FreezeLifted(incident=incident, places=(place,), reason="核酸阴性")
    world.at(over, lambda: world.say(house.code, lifted, over, actor=medic))


def _end(world: World, house: House, person: str, incident: str, moment: datetime, trigger: str) -> None:
    ill = trigger == "result"
    body = case.Classified(
        incident=incident, person=person, disease=DISEASE,
        classification="confirmed" if ill else "discarded", reason="单检阳性" if ill else "核酸阴性",
    )  # fmt: skip
    medic = house.on_duty("medic").code
    world.say(house.code, body, moment, actor=medic)
    closed = case.IncidentClosed(incident=incident, reason="接触者均已处置" if ill else "已排除")
    world.say(house.code, closed, moment + _MINUTE, actor=medic)


def list_contacts(world: World, house: House, person: str, moment: datetime) -> None:
    """Those who share the cell; of staff, those of the shift."""
    held = world.people.get(person)
    near = _in_cell(held) if held is not None else _in_shift(world, house, person)
    company: case.Company = "cell" if held is not None else "shift"
    minutes = int(_LOOKED_BACK / _MINUTE) // (1 if held is not None else 3)
    body = case.ContactsListed(
        incident=world.incidents[person], person=person, since=moment - _LOOKED_BACK, until=moment,
        contacts=tuple(case.Contact(person=one, company=company, minutes=minutes) for one in near),
    )  # fmt: skip
    world.say(house.code, body, moment, actor=house.on_duty("medic").code)
    for one in near:
        world.incidents.setdefault(one, world.incidents[person])


def _in_cell(person: Person) -> list[str]:
    return [one for one in person.cell.beds if one != person.code]


def _in_shift(world: World, house: House, person: str) -> list[str]:
    officer = world.staff[person]
    return [o.code for o in house.staff if o.batch == officer.batch and o.code != person]


def decide_contact(world: World, house: House, person: str, moment: datetime) -> None:
    """Who is in a leg stays in it; whoever else is near is watched."""
    held = world.people.get(person)
    in_leg = held is not None and held.layer in (1, 2, 3) and held.order is not None
    body = case.ContactDecided(
        incident=world.incidents[person], person=person,
        decision="quarantine" if in_leg else "watch",
        reason="已在隔离中，重新计日" if in_leg else "每日三次测温，单独采样",
        order=held.order if held is not None and in_leg else None,
    )  # fmt: skip
    world.say(house.code, body, moment, actor=house.on_duty("medic").code)


def tell_result(world: World, house: House, tube: str, moment: datetime) -> None:
    """Telephone everybody who must know of a positive or grey tube."""
    body = testing.ResultTold(tube=tube, parties=_PARTIES)
    world.say(house.code, body, moment, actor=house.on_duty("medic").code)
