"""The loop on a page: batches, lights, meetings; and what another pattern would change."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from lazaretto.board.fatigue import Lamp
from lazaretto.board.houses import House
from lazaretto.board.loop_page import LoopPage, loop_page
from lazaretto.board.pattern_page import PatternPage, pattern_page
from lazaretto.protocol.document import Protocol
from lazaretto.protocol.reading import read
from tests.examples.telling import Line, facts_of
from tests.stating import house, record_of, second
from tests.unit.obligations.owing import at

FOUR = Path(__file__).parents[3] / "protocols" / "four-layer-2022" / "1.yaml"
ORDER = at("03-01 00:00", pattern_ordered="abc-7-7-7", from_="03-01")
STAFF = (
    at("03-01 09:00", ["L1", "L2", "L3"], enrolled_as="leader"),
    at("03-01 09:00", ["M1"], enrolled_as="medic", sex="female"),
    at("03-01 09:00", ["O1", "O2", "O3"], enrolled_as="officer"),
)
LOOP = (
    at("03-09 09:00", ["L1", "M1", "O1"], stepped_into="A", batch="1"),
    at("03-09 09:00", ["L2", "O2"], stepped_into="B", batch="2"),
    at("03-11 09:00", ["L3", "O3"], stepped_into="C", batch="3"),
)
WATCHES = {"day": ["08:00", 12], "night": ["20:00", 12]}


@cache
def protocol() -> Protocol:
    found = read(FOUR.read_bytes()).protocol
    assert found is not None
    return found


def _house(number: int) -> House:
    return House(number, "QZ-D", "House", "detention_house", "QZ", "TS", "Asia/Shanghai")


def page(*lines: Line, now: str = "03-13 10:00") -> LoopPage:
    record = record_of([house(), *facts_of({"facts": [ORDER, *STAFF, *LOOP, *lines]})])
    standing = record.standing(at=second(now))
    number = standing.facilities.find("QZ-D")
    return loop_page(standing, facts=record.facts, house=_house(number), protocol=protocol())


def preview(pattern: str | None, *lines: Line, first: date | None = None) -> PatternPage:
    record = record_of([house(), *facts_of({"facts": [ORDER, *STAFF, *LOOP, *lines]})])
    standing = record.standing(at=second("03-13 10:00"))
    number = standing.facilities.find("QZ-D")
    return pattern_page(
        standing, facts=record.facts, house=_house(number), protocol=protocol(), pattern=pattern, first=first
    )


def test_batches_stand_in_the_order_of_the_loop_with_what_they_lack() -> None:
    found = page()
    assert found.counts == {"A": 3, "B": 2, "C": 2}
    assert [(b.phase, b.batch, b.day, b.days, b.to, b.lacking) for b in found.batches] == [
        ("A", "1", 5, 7, "C", ()),
        ("B", "2", 5, 7, "A", ("medics", "women")),
        ("C", "3", 3, 7, "B", ("medics", "women")),
    ]
    assert found.change == date(2022, 3, 16)
    assert found.after == {"A": 2, "B": 0, "C": 5}
    assert found.order is not None
    assert found.order.authority == "Detachment"


def test_without_a_document_the_page_is_empty() -> None:
    record = record_of([house()])
    standing = record.standing(at=second("03-13 10:00"))
    found = loop_page(standing, facts=record.facts, house=_house(0), protocol=None)
    assert (found.pattern, found.batches, found.lines, found.change) == (None, (), (), None)


@pytest.mark.parametrize(("figure", "most", "light"), [
    (2, 3, "met"), (3, 3, "late"), (4, 3, "breach"), (4, None, "excused"),
])  # fmt: skip
def test_a_lamp_is_lit_at_its_limit_and_red_above_it(figure: int, most: int | None, light: str) -> None:
    assert Lamp(figure, most).light == light


def test_lights_are_read_from_what_was_stood() -> None:
    stood: tuple[Line, ...] = (
        at("03-09 08:00", "O1", entered="guarded"),
        at("03-08 10:00", watches_set_at="wing", watches=WATCHES),
        {
            "at": "03-08 11:00", "roster with turns until": "03-16", "from": "03-09", "at post": "wing",
            "turns": {"O1": "A"}, "stands": {"O1": ["03-10 night", "03-11 night", "03-12 night"]},
        },
    )  # fmt: skip
    lit = {line.step.person: line.lights for line in page(*stood).lines}
    assert lit["O1"].nights == Lamp(3, 3)
    assert lit["O1"].hours == Lamp(36, 56)
    assert lit["O1"].inside == Lamp(5, 7)
    assert lit["L1"].nights.figure == 0
    assert lit["O2"].inside is None
    assert lit["O1"].gravest == "late"


def test_meetings_name_both_people_the_place_and_the_time() -> None:
    told = page(at("03-12 12:00", ["O1", "O2"], shared_a="meal", of="canteen")).met
    assert [(m.one, m.other, m.phase_of_one, m.phase_of_other, m.sort, m.where) for m in told] == [
        ("O1", "O2", "A", "B", "meal", "canteen")
    ]
    entered = (at("03-12 08:00", "O1", entered="guarded"), at("03-12 09:00", "O2", entered="guarded"))
    assert [(m.sort, m.where, f"{m.at:%H:%M}") for m in page(*entered).met] == [("zone", "guarded", "01:15")]
    assert page(*entered, now="03-20 12:00").met == ()  # longer ago than a week


def test_another_pattern_touches_running_phases_and_never_shortens_them() -> None:
    found = preview("abc-14-14-14", first=date(2022, 3, 14))
    assert found.longer == found.people == 7
    assert {(t.person, t.was.day, t.ends.day) for t in found.touched if t.batch == "1"} == {
        (person, 16, 23) for person in ("L1", "M1", "O1")
    }
    assert preview("abc-7-7-7").touched == ()
    two = preview("ab-7", first=date(2022, 3, 14))
    assert [(t.person, t.then, t.to) for t in two.touched if t.now == "A"] == [
        (person, "C", "B") for person in ("L1", "M1", "O1")
    ]
    assert two.longer == 0


def test_a_pattern_that_begins_after_a_phase_is_over_does_not_touch_it() -> None:
    later = preview("abc-14-14-14", first=date(2022, 3, 17))
    assert [t.person for t in later.touched] == ["L3", "O3"]  # C until the 18th


def test_people_inside_are_counted_day_by_day_without_and_with_the_order() -> None:
    found = preview("abc-14-14-14", first=date(2022, 3, 14))
    assert found.chosen is not None
    assert [(d.before, d.after) for d in found.days[:4]] == [(3, 3), (3, 3), (3, 3), (2, 3)]
    assert found.days[0].day == date(2022, 3, 13)
    assert len(found.days) >= sum(phase.days for phase in found.chosen.phases)
    assert found.need is None
    needed = preview("abc-14-14-14", at("03-02 10:00", watches_set_at="wing", watches=WATCHES, need=2))
    assert needed.need == 4  # two watches of two, twelve hours each: nobody stands more than twelve a day
    enough = [f"{d.day:%m-%d}" for d in needed.days if d.before >= 4]
    assert enough == [
        "03-30",
        "03-31",
        "04-20",
        "04-21",
    ]  # the third batch is still in when the first returns
    assert needed.short_before == len(needed.days) - len(enough)


def test_nothing_is_chosen_before_somebody_chooses() -> None:
    found = preview(None)
    assert (found.chosen, found.days, found.first) == (None, (), date(2022, 3, 13) + timedelta(days=1))
    assert found.now is not None
    assert found.now.id == "abc-7-7-7"
    assert len(found.patterns) == 7
