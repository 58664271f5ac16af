"""What a house needs of its loop: posts, batches, a reserve, even shares; the quick roster; what is read."""

import json
from typing import Any, get_args

import msgspec
import pytest
from msgspec.structs import replace

from lazaretto.obligations.rostering.judging import NAMES
from lazaretto.roster.asking import House, Request
from lazaretto.roster.beginning import begin
from lazaretto.roster.covering import (
    RULES_OF_COVER,
    WISHES,
    Need,
    batch_incomplete,
    even_share,
    needs,
    post_unmanned,
    reserve,
    shares,
)
from lazaretto.roster.engine.judging import broken
from lazaretto.roster.looping import loop
from lazaretto.roster.reading import read, schema
from lazaretto.roster.relieving import COLLIDING
from lazaretto.roster.vetting import FaultCode
from tests.rostering import FIRST, changed, day, roster, situation
from tests.unit.roster.planned import ground

HOUSE = ground()


def test_the_planner_names_what_it_covers_as_the_judge_does() -> None:
    assert {rule.__name__ for rule in RULES_OF_COVER} | set(COLLIDING) <= set(NAMES)
    assert [wish.__name__ for wish in WISHES] == ["reserve", "even_share"]


def test_post_unmanned_asks_for_as_many_as_the_watches_take() -> None:
    assert needs(HOUSE) == (Need(3, 1), Need(1, 0))  # a day of eight hours, a night of twelve
    wing = [d for d in post_unmanned(HOUSE) if d.name == "post_unmanned 0"]
    assert [(d.steps, d.need) for d in wing] == [((step,), 3) for step in range(len(HOUSE.steps))]
    women = next(d for d in post_unmanned(HOUSE) if d.name.endswith("women"))
    assert {HOUSE.members[n].sex for n in women.members or ()} == {"female"}


def test_batch_incomplete_asks_for_leaders_medics_and_women_inside() -> None:
    asked = {d.name: d for d in batch_incomplete(HOUSE)}
    assert set(asked) == {f"batch_incomplete {what}" for what in ("leaders", "medics", "women")}
    leaders = asked["batch_incomplete leaders"].members or ()
    assert [HOUSE.members[n].person for n in leaders] == ["L0", "L1", "L2"]
    assert not list(batch_incomplete(ground(situation(limits={}))))


def test_reserve_is_a_share_of_those_needed() -> None:
    (first, *_) = reserve(HOUSE)
    assert (first.need, first.under) == (2, 5 * 4)  # 60 in a hundred of three, four days long


def test_even_share_is_the_mean_of_those_of_a_post() -> None:
    (least, most) = shares(HOUSE)[0]
    assert (least, most) == (1, 2)  # three leaders, one of them inside in each of four blocks
    wishes = [d for d in even_share(HOUSE) if d.members == (0,)]
    assert [(d.need, d.under, d.over) for d in wishes] == [(1, 8, 0), (2, 0, 8)]


def test_the_quick_loop_is_lawful() -> None:
    for asked in (situation(), situation(length=14, days=42), situation(served=0, days=28)):
        question = loop(ground(asked))
        assert broken(question.problem, begin(question)) == ()


def test_phases_change_on_the_days_of_the_blocks_and_on_those_that_people_bring_along() -> None:
    assert HOUSE.cuts == (0, 4, 7, 11, 18, 21)
    late = ground(changed(situation(), "O10", since=day(-5)))
    assert late.cuts == (0, 2, 4, 7, 11, 18, 21)  # one officer has two days left


def test_a_request_is_read_and_described() -> None:
    request = msgspec.json.encode(Request(houses=(House(situation=situation(), keep=roster(situation())),)))
    assert read(request).request is not None
    assert schema()["$defs"]["Plan"]


def asked(**changes: Any) -> dict[str, Any]:
    """A request as JSON, with something else of its situation."""
    value: dict[str, Any] = json.loads(msgspec.json.encode(Request(houses=(House(situation=situation()),))))
    value["houses"][0]["situation"].update(changes)
    return value


def faulty() -> dict[str, dict[str, Any]]:
    """Fault → a request that has it."""
    plain = asked()
    situation_ = plain["houses"][0]["situation"]
    members, posts, steps = (situation_[name] for name in ("members", "posts", "steps"))
    kept = json.loads(msgspec.json.encode(roster(situation())))
    stranger = {**kept["turns"][0], "person": "nobody"}
    backwards = {**kept["turns"][0], "last": day(-9).isoformat()}
    twice = {**posts[0], "watches": posts[0]["watches"] * 2}
    house = plain["houses"][0]
    return {
        "malformed": asked(members=[{"person": "X"}]),
        "house_twice": {"houses": plain["houses"] * 2},
        "days_backwards": asked(last=day(-1).isoformat()),
        "too_many_days": asked(last=replace(situation(), last=FIRST.replace(year=2024)).last.isoformat()),
        "nobody": asked(members=[]),
        "person_twice": asked(members=members + members[:1]),
        "post_twice": asked(posts=posts + posts[:1]),
        "watch_twice": asked(posts=[twice]),
        "phase_twice": asked(steps=steps + steps[:1]),
        "phase_of_no_days": asked(steps=[*steps[:2], {**steps[2], "days": 0}]),
        "since_later": asked(members=[{**members[0], "since": day(3).isoformat()}]),
        "frozen_outside": {"houses": [{**house, "frozen": day(99).isoformat()}]},
        "stranger_kept": {"houses": [{**house, "keep": {"turns": [stranger]}}]},
        "kept_backwards": {"houses": [{**house, "keep": {"turns": [backwards]}}]},
    }


def test_every_fault_has_a_request_that_shows_it() -> None:
    assert set(faulty()) == set(get_args(FaultCode))


@pytest.mark.parametrize("code", get_args(FaultCode))
def test_rows_at_fault_are_named(code: str) -> None:
    found = read(json.dumps(faulty()[code]).encode())
    assert found.request is None
    assert code in {fault.code for fault in found.faults}
    assert all(fault.path for fault in found.faults)


def test_what_is_no_json_is_a_fault_and_no_stack_trace() -> None:
    assert [fault.code for fault in read(b"\xff{").faults] == ["malformed"]
    assert [fault.code for fault in read(b"[]").faults] == ["malformed"]
