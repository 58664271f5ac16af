"""Somebody falls out of a roster that is in force: least change, the past untouched, nothing silent."""

from datetime import timedelta

from lazaretto.facts.duty import Turn
from lazaretto.obligations.rostering.judging import judge
from lazaretto.obligations.rostering.situation import Away, Roster
from tests.rostering import changed, day, roster, situation
from tests.unit.roster.planned import planned

LONG = situation(length=14, served=0, days=56)  # the first batch goes inside for fourteen days
KEPT = roster(LONG)


def before(kept: Roster, last: int) -> set[tuple[str, str, int]]:
    """(person, phase, day) of the days up to a last one."""
    return {
        (turn.person, turn.phase, n)
        for turn in kept.turns
        for n in range(last + 1)
        if turn.first <= day(n) <= turn.last
    }


def test_with_nobody_absent_nothing_changes() -> None:
    for first in (0, 5, 14, 20):
        found = planned(LONG, keep=KEPT, frozen=day(first))
        assert (found.moves, found.stands_changed, found.cost, found.proved) == ((), 0, 0, True)
        assert before(found.roster, 55) == before(KEPT, 55)
        assert set(found.stands) == set(KEPT.stands)


def test_an_officer_positive_on_day_nine_of_a() -> None:
    """The three other officers of the batch can stand the wing: one leaves, nobody is called in."""
    asked = changed(LONG, "O10", away=(Away(cause="isolated", first=day(8), last=day(28)),))
    found = planned(asked, keep=KEPT, frozen=day(8))
    assert before(found.roster, 7) == before(KEPT, 7)
    assert {s for s in found.stands if s.day < day(8)} == {s for s in KEPT.stands if s.day < day(8)}
    away = next(move for move in found.moves if move.person == "O10")
    assert (away.first, away.before, away.after, away.why.code) == (day(8), "A", None, "away")
    assert away.why.values == {"cause": "isolated"}
    assert found.shortages == judge(asked, found.roster)
    assert not found.shortages


def test_an_only_medic_lost_is_a_shortage_with_its_price_and_never_a_silent_swap() -> None:
    """Nobody on standby has served their days: until day 14 no medic is inside, and that is said."""
    asked = changed(LONG, "M0", away=(Away(cause="isolated", first=day(8), last=day(27)),))
    found = planned(asked, keep=KEPT, frozen=day(8), relief=True)
    assert found.shortages == judge(asked, found.roster)
    (short,) = found.shortages
    assert (short.rule, short.day, short.values["days"]) == ("batch_incomplete", day(8), "6")
    assert found.cost >= 6 * 10_000
    swap = next(relief for relief in found.reliefs if relief.code == "forced_swap")
    assert swap.whole
    assert int(swap.values["people"]) >= 1


def test_nothing_outside_the_window_changes_for_whoever_can_be_back_in_time() -> None:
    asked = changed(LONG, "O20", away=(Away(cause="sick", first=day(20), last=day(24)),))
    found = planned(asked, keep=KEPT, frozen=day(20), changing_until=day(41))
    later = {turn for turn in _of(found.roster) if turn.first > day(41)}
    assert later <= {turn for turn in _of(KEPT) if turn.first > day(41)} | _of_person(found.roster, "O20")
    assert judge(asked, found.roster) == ()


def _of(said: Roster) -> set[Turn]:
    return set(said.turns)


def _of_person(said: Roster, person: str) -> set[Turn]:
    return {turn for turn in said.turns if turn.person == person}


def test_who_takes_over_is_said_and_for_whom() -> None:
    """The leader inside next is away when their batch goes in: another goes in for them."""
    asked = changed(LONG, "L2", away=(Away(cause="sick", first=day(10), last=day(12)),))
    found = planned(asked, keep=KEPT, frozen=day(10))
    assert all(move.first >= day(10) for move in found.moves)
    takes = [move for move in found.moves if move.why.code == "takes_over"]
    assert all(move.after == "A" and move.why.values["for"] for move in takes)
    assert found.shortages == judge(asked, found.roster)
    assert found.first + timedelta(days=55) == found.last
