"""The clock of an incident and what it freezes, held to a reading of the same facts one by one."""

from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from lazaretto.facts.case import (
    Contact,
    ContactDecided,
    ContactsListed,
    FreezeLifted,
    IncidentClosed,
    IncidentOpened,
    MovementFrozen,
)
from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.hygiene import Isolated, SymptomsReported
from lazaretto.facts.periods import seconds
from lazaretto.facts.places import within
from lazaretto.facts.testing import ResultReported, Sampled
from lazaretto.obligations.incident_clock import STEPS, Incident, incidents
from lazaretto.obligations.incidents import is_frozen
from lazaretto.registers.record import Record
from tests.stating import fact, house, moment, record_of

PEOPLE, CODES = ("Wang", "Li"), ("I1", "I2", "I3")
CELLS = ("QZ-D/G1/01", "QZ-D/G1/02", "QZ-D/G2/01")
NAMED = (*CELLS, "QZ-D/G1", "QZ-D/G2", "QZ-D")
START = moment("03-01 00:00")
Told = list[tuple[datetime, Body]]


def _bodies() -> st.SearchStrategy[Body]:
    who, code = st.sampled_from(PEOPLE), st.sampled_from(CODES)
    near, over = st.sampled_from(("A", "B")), st.just("over")
    contact = st.builds(Contact, person=near, company=st.just("cell"), minutes=st.just(9))
    places = st.tuples(st.sampled_from(NAMED))
    return st.one_of(
        st.builds(SymptomsReported, person=who, symptoms=st.just(("cough",))),
        st.builds(Isolated, person=who),
        st.builds(IncidentOpened, incident=code, cause=st.just("symptom"), person=who),
        st.builds(IncidentClosed, incident=code, reason=st.just("over")),
        st.builds(lambda p: Sampled(tube=f"T-{p}", members=(p,), purpose="symptom"), who),
        st.builds(lambda p, r: ResultReported(tube=f"T-{p}", result=r, laboratory="CDC"), who,
                  st.sampled_from(("negative", "positive", "invalid"))),
        st.builds(ContactsListed, incident=code, person=who, since=st.just(START), until=st.just(START),
                  contacts=st.lists(contact, max_size=2).map(tuple)),
        st.builds(ContactDecided, incident=code, person=near, decision=st.just("watch"),
                  reason=st.just("near")),
        st.builds(MovementFrozen, incident=code, places=places),
        st.builds(FreezeLifted, incident=code, places=places, reason=over),
    )  # fmt: skip


@st.composite
def stories(draw: st.DrawFn) -> Told:
    """Up to thirty facts, each in a minute of its own. A tube is filled before anything is said of it."""
    bodies = draw(st.lists(_bodies(), max_size=30))
    steps = draw(st.lists(st.integers(1, 600), min_size=len(bodies), max_size=len(bodies)))
    at, told, filled = START, list[tuple[datetime, Body]](), set[str]()
    for body, step in zip(bodies, steps, strict=True):
        at += timedelta(minutes=step)
        if isinstance(body, Sampled):
            filled.add(f"{body.tube}-{len(filled)}")
            told.append((at, structs.replace(body, tube=f"{body.tube}-{len(filled) - 1}")))
        elif isinstance(body, ResultReported):
            mine = [tube for tube in filled if tube.startswith(body.tube)]
            told += [(at, structs.replace(body, tube=max(mine)))] if mine else []
        else:
            told.append((at, body))
    return told


def _record(told: Told) -> Record:
    ground: list[Fact] = [house()]
    for number, cell in enumerate(CELLS):
        place = PlaceEstablished(established=cell, use="general", capacity=8)
        ground.append(fact(place, "02-01 00:00", number=70 + number))
    said = [
        fact(body, f"{at + timedelta(hours=8):%m-%d %H:%M}", number=1000 + n)
        for n, (at, body) in enumerate(told)
    ]
    return record_of([*ground, *said])


class Plain(NamedTuple):
    """What one reading of the facts finds of an incident: when each step was taken."""

    person: str
    steps: dict[str, datetime]


def _plain(told: Told, code: str) -> Plain | None:
    """An incident's steps, found by going through the facts one by one; no clause: each cough is its own."""
    openings = [(at, b) for at, b in told if isinstance(b, IncidentOpened) and b.incident == code]
    if not openings:
        return None
    opened, body = openings[-1]
    person = body.person or ""
    others = [at for at, b in told if isinstance(b, IncidentOpened) and b.person == person and at < opened]
    coughs = [at for at, b in told if isinstance(b, SymptomsReported) and b.person == person
              and max(others, default=START) < at <= opened]  # fmt: skip
    steps = {"began": coughs[-1] if coughs else opened, "opened": opened}
    began, swabs, results = steps["began"], list[tuple[datetime, str]](), list[datetime]()
    listed: dict[str, datetime | None] = {}
    for at, said in told:
        match said:
            case MovementFrozen(incident=one) if one == code:
                steps.setdefault("frozen", at)
            case Isolated(person=one) if one == person and at >= began:
                steps.setdefault("apart", at)
            case Sampled(members=(one,)) if one == person:
                swabs.append((at, said.tube))
                if at >= began:
                    steps.setdefault("swabbed", at)
            case ResultReported(result=result) if result != "invalid":
                if said.tube in {tube for _, tube in swabs}:
                    results.append(at)
            case ContactsListed(incident=one) if one == code and at >= opened:
                steps.setdefault("listed", at)
                listed |= {c.person: listed.get(c.person) for c in said.contacts}
            case ContactDecided(incident=one, person=who) if one == code and who in listed:
                listed[who] = listed[who] or at
            case IncidentClosed(incident=one) if one == code and at > opened:
                steps.setdefault("closed", at)
            case _:
                pass
    after = [at for at in results if "swabbed" in steps and at >= steps["swabbed"]]
    if after:
        steps["result"] = after[0]
    if "listed" in steps and all(listed.values()):
        steps["decided"] = max([at for at in listed.values() if at], default=steps["listed"])
    return Plain(person, steps)


def _found(record: Record, at: datetime) -> dict[str, Incident]:
    standing = record.standing(at=seconds(at))
    return {one.code: one for one in incidents(standing, forces=(), facts=record.facts)}


@settings(max_examples=150, deadline=None)
@given(stories())
def test_the_clock_says_what_the_facts_say_one_by_one(told: Told) -> None:
    end = (told[-1][0] if told else START) + timedelta(minutes=1)
    found = _found(_record(told), end)
    for code in CODES:
        plain = _plain(told, code)
        assert (code in found) == (plain is not None)
        if plain is None:
            continue
        steps = {step.name: step.at for step in found[code].steps if step.at is not None}
        assert (found[code].person, steps) == (plain.person, plain.steps)
        assert [s.name for s in found[code].steps] == [
            name for name in STEPS if name in {s.name for s in found[code].steps}
        ]
        for step in found[code].steps:
            assert step.minutes is None or step.name == "frozen" or step.minutes >= 0
            assert (step.at is None) == (step.minutes is None) == (step.state in ("open", "overdue"))


@settings(max_examples=80, deadline=None)
@given(stories(), st.integers(0, 30))
def test_a_step_once_taken_stays_where_it_is(told: Told, until: int) -> None:
    """Later facts move nothing, save a list that grew, or the same incident opened again."""
    early, record = told[:until], _record(told)
    if not early:
        return
    then = early[-1][0]
    before, after = _found(record, then), _found(record, told[-1][0] + timedelta(minutes=1))
    for code, one in before.items():
        if after[code].opened != one.opened:
            continue
        for step in one.steps:
            if step.at is not None and step.name != "decided":
                assert after[code].step(step.name).at == step.at


@settings(max_examples=150, deadline=None)
@given(stories())
def test_a_place_is_frozen_while_some_incident_holds_it(told: Told) -> None:
    record, held = _record(told), set[tuple[str, str]]()
    end = (told[-1][0] if told else START) + timedelta(minutes=1)
    standing = record.standing(at=seconds(end))
    keys = np.array([record.names.find(cell) for cell in CELLS], np.int64)
    for at, said in told:
        if isinstance(said, MovementFrozen):
            held |= {(cell, said.incident) for cell in CELLS for place in said.places if within(cell, place)}
        if isinstance(said, FreezeLifted):
            held -= {(cell, said.incident) for cell in CELLS for place in said.places if within(cell, place)}
        now = is_frozen(standing, keys, np.full(len(keys), seconds(at), np.int64))
        assert now.tolist() == [cell in {one for one, _ in held} for cell in CELLS]
