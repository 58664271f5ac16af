"""The roster in force opens the gate and no other: pack, conditions and a reader with a pencil agree."""

from datetime import date, timedelta
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lazaretto.facts.duty import Enrolled, Phase, RosterPublished, Turn
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import day_number
from lazaretto.obligations.packing import packed
from lazaretto.obligations.passing import TABLES, verdict
from lazaretto.obligations.rostering.admitting import Asked, admitted, at_home
from lazaretto.registers.standing import Standing
from tests.deciding import USUAL
from tests.stating import HOUSE
from tests.unit.obligations.legs import Said, World, world

PEOPLE = ("S1", "S2", "S3")
FIRST = date(2022, 3, 10)
DAYS = 9
ANSWERS: dict[str, Any] = {**USUAL, "test_age": 20 * 3600}


def _day(number: int) -> date:
    return FIRST + timedelta(days=number)


@st.composite
def rosters(draw: st.DrawFn) -> Said:
    """A roster signed on some morning: a plain list, or somebody's phases one after the other."""
    first = draw(st.integers(0, DAYS - 1))
    last = draw(st.integers(first, DAYS - 1))
    turns: list[Turn] = []
    for person in draw(st.sets(st.sampled_from(PEOPLE), min_size=1)) if draw(st.booleans()) else ():
        cut = draw(st.integers(first, last))
        stretches = [(first, cut), *([(cut + 1, last)] if cut < last else [])]
        for begins, ends in stretches:
            phase: Phase = draw(st.sampled_from(("A", "B", "C")))
            turns.append(Turn(person=person, phase=phase, batch="1", first=_day(begins), last=_day(ends)))
    named = tuple(sorted(draw(st.sets(st.sampled_from(PEOPLE), min_size=1))))
    body = RosterPublished(
        roster="R", first=_day(first), last=_day(last), persons=named, signed_by="L1", turns=tuple(turns)
    )
    return body, f"03-{8 + draw(st.integers(0, DAYS)):02} 07:00"


stories = st.lists(rosters(), max_size=5)
days = st.integers(0, DAYS - 1)


def _told(said: list[Said], day: date) -> World:
    joined: list[Said] = [(Enrolled(person=one, sex="male", post="officer"), "03-01 09:00") for one in PEOPLE]
    return world(*joined, *said, at=f"{day:%m-%d} 12:00")


def _pencil(facts: tuple[Fact, ...], standing: Standing, person: str, day: date) -> str | None:
    """The phase of somebody by the roster in force; ``listed`` by a mere list; None: nothing lets them in."""
    bodies = [
        fact.body
        for fact in sorted(facts, key=lambda one: (one.occurred, one.id))
        if isinstance(fact.body, RosterPublished) and fact.occurred.timestamp() <= standing.at
        if fact.body.first <= day <= fact.body.last
    ]
    says: str | None = None
    for body in bodies:
        if body.turns:
            mine = [t.phase for t in body.turns if t.person == person and t.first <= day <= t.last]
            says = mine[0] if mine else None
        elif person in body.persons:
            says = says or "listed"
    return says


@given(said=stories, number=days)
def test_pack_and_conditions_follow_the_roster_in_force(said: list[Said], number: int) -> None:
    day = _day(number)
    told = _told(said, day)
    pack = packed(told.standing, facts=told.facts, forces=told.forces, facility=HOUSE)
    rows = {row["subject"]: row for row in pack["expected"]}
    keys = np.array([told.standing.names.find(one) for one in PEOPLE], np.int64)
    here, when = np.zeros(3, np.int64), np.full(3, told.standing.at, np.int64)
    here += told.standing.facilities.find(HOUSE)
    asked = Asked(keys, here, np.full(3, day_number(day)), when)
    for person, lets, home in zip(
        PEOPLE, admitted(told.standing, asked).tolist(), at_home(told.standing, asked).tolist(), strict=True
    ):
        phase = _pencil(told.facts, told.standing, person, day)
        assert home == (phase == "C")
        assert lets == (phase in ("A", "B", "listed")) or home
        for zone in ("administration", "guarded"):
            passing = verdict(
                pack["tables"][TABLES["person"]], rows.get(person), ANSWERS, at=told.standing.at, zone=zone,
                emergency=False,
            )  # fmt: skip
            opens = phase in ("A", "listed") or (phase == "B" and zone == "administration")
            wanted = "all_clear" if opens else "isolating" if phase == "C" else "not_authorised"
            assert passing.rule == wanted
