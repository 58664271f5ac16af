"""A matter of several people: what its acts add up to, and that nobody does two acts that are kept apart."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lazaretto.facts.command import IntakeResumed, IntakeSuspended, RoleAssigned
from lazaretto.facts.fact import Body, Fact, kind_of
from lazaretto.facts.vocabulary import BY_KIND
from lazaretto.obligations.machine import Course, Machine, Step, follow
from lazaretto.obligations.machines import MACHINES

NINE = datetime(2022, 3, 15, 9, tzinfo=UTC)
MATTER = Machine(
    name="matter",
    start="open",
    states=("open", "done", "closed"),
    acts={"do": IntakeSuspended, "check": IntakeResumed, "reopen": RoleAssigned},
    moves={("open", "do"): "done", ("done", "check"): "closed", ("closed", "reopen"): "open"},
    apart=(("do", "check"),),
    anew=frozenset({"do"}),
)
BODIES: dict[str, Body] = {
    "do": IntakeSuspended(basis="x"),
    "check": IntakeResumed(basis="x"),
    "reopen": RoleAssigned(role="ordinary", basis="x"),
}


def _step(act: str, person: str, minute: int) -> Step:
    at = NINE + timedelta(minutes=minute)
    fact = Fact(
        id=UUID(int=minute + 1), occurred=at, recorded=at, facility="F", actor=person, device="d",
        body=BODIES[act],
    )  # fmt: skip
    return Step(act, frozenset({person}), fact)


def _course(*said: tuple[str, str]) -> Course:
    return follow(MATTER, [_step(act, person, minute) for minute, (act, person) in enumerate(said)])


def test_a_matter_goes_its_way() -> None:
    course = _course(("do", "Ann"), ("check", "Bo"))
    assert course.state == "closed"
    assert course.open == ("reopen",)
    assert not course.astray
    last = course.last("check")
    assert last is not None
    assert last.at == int((NINE + timedelta(minutes=1)).timestamp())


def test_who_did_it_does_not_check_it() -> None:
    course = _course(("do", "Ann"), ("check", "Ann"))
    assert course.state == "done"
    assert [why for _, why in course.astray] == ["do"]
    assert course.refuses("check", frozenset({"Ann"})) == "do"
    assert course.refuses("check", frozenset({"Bo"})) is None


def test_what_comes_out_of_turn_is_kept_and_moves_nothing() -> None:
    course = _course(("check", "Bo"))
    assert course.state == "open"
    assert [why for _, why in course.astray] == ["out_of_turn"]
    assert course.refuses("check", frozenset({"Bo"})) == "out_of_turn"


def test_done_anew_by_another_frees_the_first() -> None:
    course = _course(("do", "Ann"), ("check", "Bo"), ("reopen", "Bo"), ("do", "Bo"))
    assert course.refuses("check", frozenset({"Ann"})) is None
    assert course.refuses("check", frozenset({"Bo"})) == "do"


@given(st.lists(st.tuples(st.sampled_from(sorted(BODIES)), st.sampled_from(["Ann", "Bo"])), max_size=12))
def test_whatever_is_said_nobody_does_two_acts_kept_apart(said: list[tuple[str, str]]) -> None:
    course = _course(*said)
    assert course.state in MATTER.states
    assert len(course.taken) + len(course.astray) == len(said)
    doer: frozenset[str] = frozenset()
    for step in course.taken:
        if step.act == "do":
            doer = step.persons
        assert step.act != "check" or not step.persons & doer


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
def test_a_machine_of_the_house_is_whole(machine: Machine) -> None:
    reached, grown = {machine.start}, True
    while grown:
        found = reached | {then for (state, _), then in machine.moves.items() if state in reached}
        grown, reached = found != reached, found
    assert reached == set(machine.states)
    assert {state for state, _ in machine.moves} <= set(machine.states)
    assert {act for _, act in machine.moves} == set(machine.acts)
    assert {act for pair in machine.apart for act in pair} | machine.anew <= set(machine.acts)
    assert all(kind_of(kind) in BY_KIND for kind in machine.acts.values())
