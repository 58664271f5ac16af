"""The judge's rules of the loop, each with what it lets pass and what it finds."""

from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from lazaretto.facts.duty import Phase, Turn
from lazaretto.obligations.rostering.judging import judge
from lazaretto.obligations.rostering.situation import Away, Roster, Situation, Step
from tests.rostering import FIRST, changed, day, roster, situation, turned

HOUSE = situation()
LAWFUL = roster(HOUSE)
OF_D0: tuple[tuple[Phase, int, int], ...] = (
    ("A", 0, 3),
    ("C", 4, 10),
    ("B", 11, 17),
    ("A", 18, 20),
)  # the driver of the batch that is in A


def found(asked: Situation, said: Roster) -> list[tuple[Any, ...]]:
    """Rule, person and day (its number) of each breach."""
    return [(b.rule, b.person, (b.day - FIRST).days if b.day else None) for b in judge(asked, said)]


def of_driver(*turns: Any, **changes: Any) -> list[tuple[Any, ...]]:
    """What is found when the driver of the first batch has other turns."""
    asked = changed(HOUSE, "D0", **changes)
    return [(rule, number) for rule, _, number in found(asked, turned(LAWFUL, "D0", *turns))]


def test_a_lawful_roster_breaks_nothing() -> None:
    assert judge(HOUSE, LAWFUL) == ()
    assert of_driver(*OF_D0) == []


def test_turn_missing() -> None:
    (blank,) = judge(HOUSE, turned(LAWFUL, "D0", *OF_D0[:3]))
    assert (blank.rule, blank.person, blank.day, blank.values) == (
        "turn_missing",
        "D0",
        day(18),
        {"days": "3"},
    )
    away = Away(cause="leave", first=day(18), last=day(20))
    assert of_driver(*OF_D0[:3], away=(away,)) == []


def test_turns_overlap() -> None:
    assert of_driver(*OF_D0, ("C", 9, 10)) == [("turns_overlap", 9)]
    twice = Turn(person="D0", phase="A", batch="0", first=FIRST - timedelta(days=3), last=day(3))
    assert found(HOUSE, replace(LAWFUL, turns=(*LAWFUL.turns, twice))) == [("turns_overlap", "D0", 0)]


def test_phase_out_of_order() -> None:
    assert of_driver(("A", 0, 3), ("B", 4, 10), ("C", 11, 20)) == [
        ("phase_out_of_order", 4), ("phase_out_of_order", 11),
    ]  # fmt: skip
    assert of_driver(("C", 0, 6), ("B", 7, 13), ("A", 14, 20), phase=None, since=None) == []
    assert of_driver(("B", 0, 6), ("A", 7, 13), ("C", 14, 20), phase=None, since=None) == []
    assert of_driver(("A", 0, 6), ("C", 7, 20), phase=None, since=None) == [("phase_out_of_order", 0)]
    assert of_driver(("B", 0, 6), ("A", 7, 13), ("C", 14, 20), phase="ordinary") == []


def test_whoever_was_away_begins_anew() -> None:
    """From inside by way of home, or after as many days away as home would have taken."""
    six, seven = (Away(cause="isolated", first=day(4), last=day(n)) for n in (9, 10))
    assert of_driver(("A", 0, 3), ("C", 10, 16), ("B", 17, 20), away=(six,)) == []
    assert of_driver(("A", 0, 3), ("B", 10, 20), away=(six,)) == [("phase_out_of_order", 10)]
    assert of_driver(("A", 0, 3), ("B", 11, 20), away=(seven,)) == []
    assert of_driver(("A", 0, 3), ("A", 11, 13), ("C", 14, 20), away=(seven,)) == [
        ("phase_out_of_order", 11), ("phase_cut_short", 14),
    ]  # fmt: skip
    leave = Away(cause="leave", first=day(15), last=day(16))
    assert of_driver(*OF_D0[:2], ("B", 11, 14), ("A", 17, 20), away=(leave,)) == [("phase_out_of_order", 17)]
    assert of_driver(*OF_D0[:2], ("B", 11, 14), ("B", 17, 20), away=(leave,)) == []


def test_phase_cut_short() -> None:
    assert of_driver(("A", 0, 2), ("C", 3, 9), ("B", 10, 16), ("A", 17, 20)) == [("phase_cut_short", 3)]
    assert of_driver(("C", 0, 6), ("B", 7, 13), ("A", 14, 20)) == [("phase_cut_short", 0)]
    assert of_driver(("A", 0, 3), ("C", 4, 9), ("B", 10, 16), ("A", 17, 20)) == [("phase_cut_short", 10)]
    fell = Away(cause="isolated", first=day(3))
    assert of_driver(("A", 0, 2), away=(fell,)) == []


def test_phase_too_long() -> None:
    assert of_driver(("A", 0, 4), ("C", 5, 11), ("B", 12, 18), ("A", 19, 20)) == [("phase_too_long", 4)]
    assert (
        of_driver(("A", 0, 3), ("C", 4, 11), ("B", 12, 20)) == []
    )  # to wait at home or on standby is lawful
    assert of_driver(*OF_D0, since=day(-9)) == [("phase_too_long", 0)]


def test_another_pattern_never_shortens_the_phase_that_runs() -> None:
    """It began under ten days, of which three are served; the next phases last as the pattern of now says."""
    ten = {"least": 10}
    assert of_driver(*OF_D0, **ten) == [("phase_cut_short", 4)]
    assert of_driver(("A", 0, 6), ("C", 7, 13), ("B", 14, 20), **ten) == []
    assert of_driver(("A", 0, 7), ("C", 8, 14), ("B", 15, 20), **ten) == [("phase_too_long", 7)]
    assert of_driver(("C", 0, 6), ("B", 7, 20), since=day(-9), **ten) == [("phase_cut_short", 0)]
    assert of_driver(("C", 0, 6), ("B", 7, 20), since=day(-10), **ten) == []


def test_absent_on_duty() -> None:
    sick = Away(cause="sick", first=day(2), last=day(5))
    (breach,) = judge(changed(HOUSE, "D0", away=(sick,)), LAWFUL)
    assert (breach.rule, breach.person, breach.day) == ("absent_on_duty", "D0", day(2))
    assert breach.values == {"days": "2", "cause": "sick"}  # what he is away at home harms nobody


def test_batch_incomplete() -> None:
    """Whoever is away counts for nothing; nobody inside lacks nobody."""
    short = changed(HOUSE, "M0", post="driver")
    breaches = judge(short, LAWFUL)
    assert [(b.rule, b.person, b.day) for b in breaches] == [
        ("batch_incomplete", None, day(0)), ("batch_incomplete", None, day(18)),
    ]  # fmt: skip
    assert breaches[0].values == {"what": "medics", "have": "0", "need": "1", "days": "4"}
    away = Away(cause="sick", first=day(0), last=day(0))
    assert ("batch_incomplete", None, 0) in found(changed(HOUSE, "L0", away=(away,)), LAWFUL)
    assert "batch_incomplete" not in {b.rule for b in judge(HOUSE, Roster(turns=()))}
    assert found(replace(short, limits={}), LAWFUL) == []


def test_a_pattern_of_two_phases_and_none_at_all() -> None:
    two = replace(HOUSE, steps=(Step(phase="A", days=7), Step(phase="B", days=7)), members=HOUSE.members[:1])
    two = replace(changed(two, "L0"), posts=(), limits={})
    assert (
        found(two, turned(Roster(turns=()), "L0", ("A", 0, 3), ("B", 4, 10), ("A", 11, 17), ("B", 18, 20)))
        == []
    )
    from_home = changed(two, "L0", phase="C")  # of the pattern worked before
    assert found(from_home, turned(Roster(turns=()), "L0", ("B", 0, 20))) == []
    free = replace(two, steps=())
    assert found(free, turned(Roster(turns=()), "L0", ("ordinary", 0, 20))) == []
    assert found(two, turned(Roster(turns=()), "L0", ("ordinary", 0, 20))) == [
        ("phase_out_of_order", "L0", 0), ("phase_cut_short", "L0", 0),
    ]  # fmt: skip
