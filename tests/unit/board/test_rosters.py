"""A roster as a chart: squares, watches, loads, what changes for whom; every rule of the judge has words."""

from datetime import date, time

import pytest
from django.utils import translation

from lazaretto.board.roster_chart import chart, moves
from lazaretto.board.roster_loads import Load, loads
from lazaretto.board.roster_page import fallen, judged
from lazaretto.facts.duty import Stand, Watch
from lazaretto.obligations.rostering.judging import NAMES
from lazaretto.obligations.rostering.situation import Away, Breach
from lazaretto.web.labels import rostering as labels
from lazaretto.web.templatetags.roster import breach_words, from_to, square_class
from tests.rostering import changed, day, roster, situation, standing, turned

ASKED = situation()
SAID = roster(ASKED)


def test_a_square_says_the_phase_its_day_and_the_watches() -> None:
    drawn = chart(SAID, members=ASKED.members, posts=ASKED.posts, first=day(0), last=day(6))
    assert [batch for batch, _lines in drawn.batches] == ["0", "1", "2"]
    line = next(one for one in drawn.batches[0][1] if one.person == "O10")
    assert [square.turn.phase if square.turn else None for square in line.squares] == ["A"] * 4 + ["C"] * 3
    assert [square.nth for square in line.squares] == [1, 2, 3, 4, 1, 2, 3]
    assert line.squares[0].stands == (Stand(person="O10", post="wing", watch="day", day=day(0)),)
    assert square_class(line.squares[0]) == "is-a begins"
    assert square_class(line.squares[3]) == "is-a ends"


def test_whoever_is_rostered_and_away_clashes() -> None:
    asked = changed(ASKED, "O10", away=(Away(cause="sick", first=day(2)),))
    drawn = chart(SAID, members=asked.members, posts=asked.posts, first=day(0), last=day(6))
    squares = next(one for one in drawn.batches[0][1] if one.person == "O10").squares
    assert [square.clash for square in squares] == [False, False, True, True, False, False, False]
    (lost, *later) = fallen(asked, judged(asked, SAID))
    assert (lost.person, lost.first, lost.days) == ("O10", day(2), 2)
    assert lost.away is not None
    assert lost.away.cause == "sick"
    assert all(one.person == "O10" for one in later)


def test_a_watch_says_who_stands_it_and_what_is_missing() -> None:
    without = SAID.__class__(turns=SAID.turns, stands=tuple(s for s in SAID.stands if s.person != "O10"))
    drawn = chart(without, members=ASKED.members, posts=ASKED.posts, first=day(0), last=day(1))
    wing = next(place for place in drawn.places if (place.post, place.watch.watch) == ("wing", "day"))
    assert [(one.people, one.short, one.short_of_women) for one in wing.days] == [
        ((), 1, 1),
        (("O20",), 0, 0),
    ]


def test_on_a_day_without_a_roster_nobody_is_missing_from_it() -> None:
    drawn = chart(SAID, members=ASKED.members, posts=ASKED.posts, first=day(-1), last=day(0))
    assert {(one.days[0].short, one.days[0].ruled) for one in drawn.places} == {(0, False)}
    assert {one.days[1].ruled for one in drawn.places} == {True}


def test_loads_are_days_inside_nights_and_hours() -> None:
    found = loads(SAID, posts=ASKED.posts, first=day(0), last=day(6))
    assert found["O10"] == Load(inside=4, nights=0, hours=16)  # two watches of eight hours by day
    assert found["O30"] == Load(inside=4, nights=2, hours=24)
    spread = chart(SAID, members=ASKED.members, posts=ASKED.posts, first=day(0), last=day(6)).spreads
    assert [(one.of, one.least, one.most) for one in spread][:1] == [("inside", 3, 4)]
    assert "O30" in spread[1].who


def test_changes_are_told_by_person_days_in_a_row_as_one() -> None:
    other = standing(turned(SAID, "O10", ("C", 0, 20)), ("O20", "wing", "day", 0))
    found = moves(SAID, other, first=day(0), last=day(6))
    assert {one.person for one in found} == {"O10", "O20"}
    first = next(one for one in found if one.person == "O10")
    assert (first.was, first.now, first.first, first.last) == ("A", "C", day(0), day(3))
    (gained,) = (one for one in found if one.person == "O20")
    assert (gained.was, gained.now, [s.day for s in gained.gained]) == ("A", "A", [day(0)])
    drawn = chart(other, members=ASKED.members, posts=ASKED.posts, first=day(0), last=day(6), before=SAID)
    squares = next(one for _b, lines in drawn.batches for one in lines if one.person == "O10").squares
    assert [square.changed for square in squares] == [True] * 4 + [False] * 3
    assert moves(SAID, SAID, first=day(0), last=day(20)) == ()


def test_a_lawful_roster_breaks_nothing() -> None:
    found = judged(ASKED, SAID)
    assert (found.shortages, found.breaches, found.rules) == ((), (), ())


@pytest.mark.parametrize("rule", NAMES)
def test_every_rule_of_the_judge_has_a_name_and_a_sentence(rule: str) -> None:
    assert rule in labels.RULES
    said = breach_words(Breach(rule=rule, person="P-1", day=date(2022, 3, 15), values={"what": "women"}))
    assert said != f"{rule} "
    assert "{" not in said


def test_a_watch_over_midnight_says_so() -> None:
    with translation.override("en"):
        assert from_to(Watch(watch="day", begins=time(8), hours=12, need=1)) == "08:00–20:00"
        assert from_to(Watch(watch="night", begins=time(20), hours=12, need=1)) == "20:00–08:00 next day"
