"""Whom and what a gate expects: a row for everybody and everything that may come, is inside, or is held."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from lazaretto.facts.fact import Fact
from lazaretto.facts.gate import Category, VehicleSeen
from lazaretto.facts.periods import seconds
from lazaretto.obligations.absence import absences
from lazaretto.obligations.days import HOUR, counted, local_day_numbers
from lazaretto.obligations.force import InForce
from lazaretto.obligations.granting import House, Subject, kept_home, leaves
from lazaretto.obligations.rostering.admitting import HOME, Asked, days_at_home
from lazaretto.obligations.shelving import Consignment, consignments
from lazaretto.obligations.strength import masked, staff
from lazaretto.protocol.document import Refrain
from lazaretto.registers.events import FOREVER, Ints
from lazaretto.registers.gate import CATEGORIES, ZONES
from lazaretto.registers.spans import spans
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import RESULTS

Row: TypeAlias = dict[str, Any]
_TESTS = 3  # negatives that a row carries: the fresh one, and two should a sample be taken back
_PERSON: Category = "person"
_LAST = 3  # the last layer in which people are kept apart


def expected(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], facility: int, until: int
) -> list[Row]:
    """Rows by category and number. Their shape is told in ``docs/reference/gate-pack.md``.

    forces: the versions in force now, the latest first: how many days staff stay at home, and for how long
    they may be away without a word, are settings of their clauses.
    """
    house = House(standing, facts, facility, until, forces)
    inside, held = _inside(house), _held(house)
    given, home = leaves(house, [name for name, _ in held]), kept_home(house)
    subjects = {*given, *inside, *held, *((name, _PERSON) for name in home)}
    people = np.array([standing.names.find(name) for name, sort in subjects if sort == "person"], np.int64)
    isolating = _isolating(house, people, _setting(forces, "early_reentry", "days"), home)
    tested = _tested(standing, people)
    gaps = _gaps(standing, people, _setting(forces, "absence_unexplained", "hours"))
    rows = []
    for subject in sorted(subjects, key=lambda one: (CATEGORIES.index(one[1]), one[0])):
        key = standing.names.find(subject[0]) if subject[1] == "person" else -1
        row = {**_who(house, subject), "leaves": given.get(subject, []), "inside": inside.get(subject)}
        row |= {"isolating": isolating.get(key, []), "tested": tested.get(key, []), "gap": gaps.get(key)}
        rows.append(row | _more(house, subject, held.get(subject)))
    return rows


def _who(house: House, subject: Subject) -> Row:
    """Number and category; of staff the post and the first character of the name."""
    name, category = subject
    member = staff(house.standing).get(house.standing.names.find(name)) if category == "person" else None
    return {
        "subject": name,
        "category": category,
        "masked": masked(house.facts, member),
        "post": member.post if member else None,
    }


def _more(house: House, subject: Subject, held: Consignment | None) -> Row:
    """What else a station must know of a vehicle or a consignment."""
    name, category = subject
    if category == "vehicle":
        return _vehicle(house, name)
    return _consignment(held) if category == "consignment" else {}


def _vehicle(house: House, name: str) -> Row:
    """A vehicle is known by the plate with which it was last seen anywhere."""
    seen = house.standing.events("vehicle_seen")
    mine = seen.fact[seen.key == house.standing.names.find(name)]
    body = house.facts[int(mine[-1])].body if len(mine) else None
    plate = (body.plate, body.plate_kind) if isinstance(body, VehicleSeen) else (None, None)
    return {"plate": plate[0], "plate_kind": plate[1]}


def _consignment(one: Consignment | None) -> Row:
    """What it is, how long it must rest, and what its samples found; of what is not held nothing is known."""
    if one is None:
        return {"goods": None, "disinfected": None, "registered": None, "rests_until": None, "result": None}
    since = seconds(one.since)
    return {
        "goods": one.goods,
        "disinfected": one.disinfected or None,
        "registered": since,
        "rests_until": seconds(one.rests_until) if one.rests_until else since,
        "result": _result(one),
    }


def _result(one: Consignment) -> str | None:
    """What all samples of a consignment say together: the gravest result; None while one is awaited."""
    said = [sample.result for sample in one.samples]
    if "positive" in said:
        return "positive"
    if not said or None in said:
        return None
    return next((result for result in said if result != "negative"), "negative")


def _inside(house: House) -> dict[Subject, Row]:
    """Who and what is inside now, in which zone and since when."""
    held = house.standing.inside.at(house.standing.at)
    held = held.where(held.facility == house.number)
    rows = zip(held.key.tolist(), held.aux.tolist(), held.value.tolist(), held.start.tolist(), strict=True)
    return {
        (house.standing.names.name(key), CATEGORIES[category]): {"zone": ZONES[zone], "since": since}
        for key, category, zone, since in rows
    }


def _held(house: House) -> dict[Subject, Consignment]:
    """Consignments of which the house still holds something."""
    kept = consignments(house.standing, forces=house.forces, facility=house.number, gone_since=FOREVER)
    return {(one.code, "consignment"): one for one in kept if one.state != "gone"}


def _isolating(
    house: House, people: Ints, days: int | None, home: Mapping[str, list[tuple[int, int]]]
) -> dict[int, list[list[int | None]]]:
    """When each of them is in isolation: at home (C), in a leg of quarantine, or under an order.

    days: for how many somebody stays at home by the protocol, where no roster gave them others. home: whom
    the roster in force keeps there.
    """
    standing = house.standing
    found: dict[int, list[list[int | None]]] = {
        standing.names.find(name): [list(stretch) for stretch in stretches]
        for name, stretches in home.items()
    }
    for key, start, end in _at_home(house, people, days):
        if standing.at < end:
            found.setdefault(key, []).append([start, end])
    legs = standing.legs.at(standing.at)
    ordered = spans(standing.events("isolation_ordered"), standing.events("isolation_ended")).at(standing.at)
    for rows in (legs.where(legs.value <= _LAST), ordered):
        mine = rows.where(np.isin(rows.key, people))
        for key, start in zip(mine.key.tolist(), mine.start.tolist(), strict=True):
            found.setdefault(key, []).append([start, None])  # it ends when somebody says so, by no clock
    return found


def _at_home(house: House, people: Ints, days: int | None) -> Iterator[tuple[int, int, int]]:
    """Who stepped into C, from when to when: as many days as the roster gave them, or the protocol."""
    standing = house.standing
    phases = standing.phases.at(standing.at)
    phases = phases.where(np.isin(phases.key, people) & (phases.value == HOME))
    here = np.full(len(phases), house.number, np.int64)
    now = np.full(len(phases), standing.at, np.int64)
    given = days_at_home(standing, Asked(phases.key, here, local_day_numbers(standing, here, now), now))
    wanted = np.where(given >= 0, given, -1 if days is None else days)
    for number in np.unique(wanted[wanted >= 0]).tolist():
        mine = phases.where(wanted == number)
        until = counted(standing, mine.facility, mine.start, day=number - 1, hour=None)
        yield from zip(mine.key.tolist(), mine.start.tolist(), until.tolist(), strict=True)


def _tested(standing: Standing, people: Ints) -> dict[int, list[int]]:
    """When the samples were taken that were found negative, the newest first; none from before a positive."""
    tubes = standing.events("in_tube")
    tubes = tubes.where(np.isin(tubes.key, people))
    said = standing.events("tube_result")
    said = said.where(np.isin(said.key, tubes.value))
    found = dict(zip(said.key.tolist(), said.value.tolist(), strict=True))  # the last word on a tube counts
    tested: dict[int, list[int]] = {}
    for key, tube, sampled in zip(
        tubes.key.tolist(), tubes.value.tolist(), tubes.occurred.tolist(), strict=True
    ):
        if found.get(tube) == RESULTS.index("negative"):
            tested[key] = [sampled, *tested.get(key, [])[: _TESTS - 1]]
        elif found.get(tube) == RESULTS.index("positive"):
            tested[key] = []
    return tested


def _gaps(standing: Standing, people: Ints, hours: int | None) -> dict[int, Row]:
    """Of staff who are out: since when nobody has heard of them, and for how long that needs no reason."""
    known = staff(standing)
    keys = np.array([key for key in people.tolist() if key in known], np.int64)
    if hours is None or not len(keys):
        return {}
    found = absences(standing, keys, np.full(len(keys), standing.at + 1, np.int64), silent=hours * HOUR)
    rows = zip(keys.tolist(), found.away.tolist(), found.since.tolist(), found.broken.tolist(), strict=True)
    return {
        key: {"since": since, "hours": hours, "broken": broken} for key, away, since, broken in rows if away
    }


def _setting(forces: Sequence[InForce], condition: str, name: str) -> int | None:
    """A number of the clause that forbids something, as the latest document in force has it."""
    duties = (clause.duty for force in forces for clause in force.protocol.clauses)
    said = (duty.settings for duty in duties if isinstance(duty, Refrain) and duty.condition == condition)
    return next((settings[name] for settings in said), None)
