"""The judge of rosters: what is lawful passes; a planted breach is found as that breach and no other."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lazaretto.facts.duty import Stand
from lazaretto.obligations.rostering.judging import NAMES, judge
from lazaretto.obligations.rostering.situation import Away, Member, Roster, Situation
from tests.rostering import changed, roster, situation, standing, turns_of

Judged: TypeAlias = tuple[Situation, Roster]
Plant: TypeAlias = Callable[[Random, Situation, Roster], Judged]
seeds = st.randoms(use_true_random=False)
houses = st.builds(
    lambda served, days, length: situation(served=min(served, length - 1), days=days, length=length),
    served=st.integers(0, 8), days=st.integers(28, 36), length=st.sampled_from((7, 9)),
)  # fmt: skip
ONE = timedelta(days=1)


def _drivers(asked: Situation) -> list[Member]:
    """They stand nowhere and nobody needs them: what is planted in their turns touches nothing else."""
    return [member for member in asked.members if member.post == "driver"]


def _first_phase(said: Roster, person: str) -> str:
    return turns_of(said, person)[0].phase


def turn_missing(draw: Random, asked: Situation, said: Roster) -> Judged:
    new = Member(person="X", sex=draw.choice(("female", "male")), post="officer")
    return replace(asked, members=(*asked.members, new)), said


def turns_overlap(draw: Random, asked: Situation, said: Roster) -> Judged:
    turn = draw.choice(said.turns)
    return asked, replace(said, turns=(*said.turns, replace(turn, batch="again")))


def phase_out_of_order(draw: Random, asked: Situation, said: Roster) -> Judged:
    """C and B change places, where both are whole."""
    driver = draw.choice(_drivers(asked))
    mine = turns_of(said, driver.person)
    other = {"C": "B", "B": "C", "A": "A"}
    swapped = [replace(turn, phase=other[turn.phase]) for turn in mine[1:]]
    rest = tuple(turn for turn in said.turns if turn.person != driver.person)
    return asked, replace(said, turns=(*rest, mine[0], *swapped))


def phase_cut_short(draw: Random, asked: Situation, said: Roster) -> Judged:
    """The phase after is a day longer: home or standby, which may be."""
    driver = draw.choice([d for d in _drivers(asked) if _first_phase(said, d.person) != "B"])
    first, second, *rest = turns_of(said, driver.person)
    moved = [replace(first, last=first.last - ONE), replace(second, first=second.first - ONE), *rest]
    if first.first == first.last:
        moved = moved[1:]
    others = (turn for turn in said.turns if turn.person != driver.person)
    return asked, replace(said, turns=(*others, *moved))


def phase_too_long(draw: Random, asked: Situation, said: Roster) -> Judged:
    driver = next(d for d in _drivers(asked) if d.phase == "A")
    since = (driver.since or asked.first) - timedelta(days=draw.randint(1, 5))
    return changed(asked, driver.person, since=since), said


def absent_on_duty(draw: Random, asked: Situation, said: Roster) -> Judged:
    driver = draw.choice(_drivers(asked))
    turn = draw.choice([t for t in turns_of(said, driver.person) if t.phase != "C"])
    return changed(asked, driver.person, away=(Away(cause="sick", first=turn.first, last=turn.first),)), said


def batch_incomplete(draw: Random, asked: Situation, said: Roster) -> Judged:
    person = draw.choice([one.person for one in asked.members if one.post in ("leader", "medic")])
    return changed(asked, person, post="driver"), said


def post_unmanned(draw: Random, asked: Situation, said: Roster) -> Judged:
    gone = draw.choice(said.stands)
    return asked, replace(said, stands=tuple(one for one in said.stands if one != gone))


def post_unknown(draw: Random, asked: Situation, said: Roster) -> Judged:
    stand = draw.choice(said.stands)
    return asked, replace(said, stands=(*said.stands, replace(stand, post="tower")))


def post_unqualified(draw: Random, asked: Situation, said: Roster) -> Judged:
    stand = draw.choice([one for one in said.stands if one.watch == "night" or one.post == "gate"])
    return asked, _instead(said, stand, f"D{stand.person[-1]}")


def untrained_on_post(draw: Random, asked: Situation, said: Roster) -> Judged:
    stand = draw.choice(said.stands)
    member = next(one for one in asked.members if one.person == stand.person)
    forgotten = draw.choice(("donning", "hygiene") if stand.post == "wing" else ("hygiene",))
    return changed(
        asked, stand.person, known=tuple(k for k in member.known if k.procedure != forgotten)
    ), said  # fmt: skip


def stand_outside_phase(draw: Random, asked: Situation, said: Roster) -> Judged:
    """An officer at home, who has no watch on the days around."""
    stand, officer = draw.choice(
        [
            (one, turn.person)
            for one in said.stands
            for turn in said.turns
            if one.post == "gate" and turn.phase == "C" and turn.person[0] == "O"
            if turn.first + ONE <= one.day <= turn.last - ONE
        ]
    )
    return asked, _instead(said, stand, officer)


def watches_overlap(draw: Random, asked: Situation, said: Roster) -> Judged:
    stand = draw.choice([one for one in said.stands if (one.post, one.watch) == ("wing", "day")])
    return asked, standing(said, (stand.person, "gate", "noon", (stand.day - asked.first).days))


def rest_too_short(draw: Random, asked: Situation, said: Roster) -> Judged:
    stand = draw.choice([one for one in said.stands if (one.post, one.watch) == ("wing", "day")])
    return asked, standing(said, (stand.person, "gate", "late", (stand.day - asked.first).days))


def nights_in_a_row(draw: Random, asked: Situation, said: Roster) -> Judged:
    stand = next(one for one in said.stands if one.watch == "night" and one.day == asked.first)
    return changed(asked, stand.person, nights=draw.randint(3, 9)), said


def _tightened(rule: str, setting: str, least: int) -> Plant:
    """The roster stays, and the limit is less than what somebody does."""

    def plant(draw: Random, asked: Situation, said: Roster) -> Judged:
        return replace(asked, limits=asked.limits | {rule: {setting: draw.randint(1, least)}}), said

    return plant


def _instead(said: Roster, gone: Stand, person: str) -> Roster:
    others = tuple(one for one in said.stands if one != gone)
    return replace(said, stands=(*others, replace(gone, person=person)))


PLANTS: dict[str, Plant] = {
    one.__name__: one
    for one in (
        turn_missing, turns_overlap, phase_out_of_order, phase_cut_short, phase_too_long, absent_on_duty,
        batch_incomplete, post_unmanned, post_unknown, post_unqualified, untrained_on_post,
        stand_outside_phase, watches_overlap, rest_too_short, nights_in_a_row,
    )
} | {
    "watch_hours_exceeded": _tightened("watch_hours_exceeded", "hours", 11),
    "week_hours_exceeded": _tightened("week_hours_exceeded", "hours", 35),
    "inside_too_long": _tightened("inside_too_long", "days", 6),
}  # fmt: skip


def test_every_rule_has_its_plant() -> None:
    assert set(PLANTS) == set(NAMES)


@given(asked=houses)
def test_a_lawful_roster_is_accepted(asked: Situation) -> None:
    assert judge(asked, roster(asked)) == ()


@pytest.mark.parametrize("rule", NAMES)
def test_each_rule_finds_its_breach(rule: str) -> None:
    asked = situation(days=28)
    for number in range(5):
        broken, said = PLANTS[rule](Random(number), asked, roster(asked))  # noqa: S311 — it names a case
        assert {breach.rule for breach in judge(broken, said)} == {rule}


@given(draw=seeds, asked=houses, rule=st.sampled_from(NAMES))
def test_a_planted_breach_is_found_and_no_other(draw: Random, asked: Situation, rule: str) -> None:
    broken, said = PLANTS[rule](draw, asked, roster(asked))
    assert {breach.rule for breach in judge(broken, said)} == {rule}


@given(draw=seeds, asked=houses)
def test_the_order_in_which_a_roster_is_written_says_nothing(draw: Random, asked: Situation) -> None:
    rule = draw.choice(NAMES)
    broken, said = PLANTS[rule](draw, asked, roster(asked))
    turns, stands = list(said.turns), list(said.stands)
    draw.shuffle(turns)
    draw.shuffle(stands)
    shuffled = Roster(turns=tuple(turns), stands=tuple(stands))
    assert sorted(map(repr, judge(broken, shuffled))) == sorted(map(repr, judge(broken, said)))
