"""Each condition of a step in the loop: met, not met, unknown; and everybody's next step."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from lazaretto.facts.case import IncidentOpened
from lazaretto.facts.duty import Absent, Returned
from lazaretto.facts.fact import Fact
from lazaretto.facts.training import Assessed
from lazaretto.obligations.holding import Held
from lazaretto.obligations.stepping import CONDITIONS, Step, ready
from lazaretto.protocol.document import Protocol
from lazaretto.protocol.reading import read
from tests.examples.telling import Line, facts_of
from tests.stating import fact, house, record_of, second
from tests.unit.obligations.owing import at

FOUR = Path(__file__).parents[3] / "protocols" / "four-layer-2022" / "1.yaml"
GO = at("03-01 09:00", ["Zhao", "Qian"], enrolled_as="officer")
B = at("03-09 09:00", "Zhao", stepped_into="B", batch="1")


@cache
def protocol() -> Protocol:
    found = read(FOUR.read_bytes()).protocol
    assert found is not None
    return found


def steps(*lines: Line, now: str, day: str | None = None, more: tuple[Fact, ...] = ()) -> dict[str, Step]:
    """Everybody's next step at an instant, looked at from its day or another one."""
    pattern = at("03-01 00:00", pattern_ordered="abc-7-7-7", from_="03-01")
    record = record_of([house(), *facts_of({"facts": [pattern, GO, *lines]}), *more])
    seen = date.fromisoformat(f"2022-{day or now[:5]}")
    found = ready(record.standing(at=second(now)), protocol(), record.facts, facility="QZ-D", day=seen)
    return {step.person: step for step in found}


def held(
    name: str, *lines: Line, now: str = "03-16 10:00", more: tuple[Fact, ...] = (), who: str = "Zhao"
) -> Held:
    """One condition of somebody's step out of B and into A."""
    return next(one for one in steps(B, *lines, now=now, more=more)[who].asked if one.name == name)


def swabbed(day: str, tube: str, result: str = "negative", who: str = "Zhao") -> tuple[Line, Line]:
    return at(f"{day} 09:00", who, sampled_for="duty", tube=tube), at(
        f"{day} 20:00", tube=tube, tube_reported=result
    )


def test_everybody_in_the_loop_has_a_step_by_its_day() -> None:
    home = at("03-11 09:00", "Qian", stepped_into="C", batch="2")
    found = steps(B, home, now="03-12 10:00")
    assert [(s.person, s.now, s.to, s.on.day) for s in found.values()] == [
        ("Zhao", "B", "A", 16), ("Qian", "C", "B", 18),
    ]  # fmt: skip


def test_a_step_asks_for_what_lets_out_and_then_for_what_lets_in() -> None:
    asked = [one.name for one in steps(B, now="03-12 10:00")["Zhao"].asked]
    assert asked == [
        "days_served", "tests_done", "recent_negative", "well", "no_open_case", "not_held_by_pool",
        "not_away", "trained",
    ]  # fmt: skip
    assert set(asked) <= set(CONDITIONS)


def test_days_served() -> None:
    assert held("days_served", now="03-15 23:00").state == "not_met"
    assert held("days_served", now="03-15 23:00").values == {"day": "6", "days": "7"}
    assert held("days_served").state == "met"


def test_tests_done() -> None:
    third, sixth = swabbed("03-12", "D3"), swabbed("03-15", "D6")
    assert held("tests_done", *third, *sixth).state == "met"
    assert held("tests_done", *third).state == "not_met"
    assert held("tests_done", *third).values["open"] == "6"
    assert held("tests_done", *third, sixth[0]).state == "unknown"  # the result is still to come
    assert held("tests_done", *third, now="03-13 10:00").state == "unknown"  # so is the day
    assert held("tests_done", now="03-15 10:00").values["open"] == "3"  # the sixth day is today
    assert held("tests_done", *third, *swabbed("03-15", "D6", "positive")).state == "not_met"


def test_recent_negative() -> None:
    assert held("recent_negative").state == "unknown"
    assert held("recent_negative", *swabbed("03-15", "D6")).state == "met"
    assert held("recent_negative", *swabbed("03-12", "D3")).state == "unknown"  # too old at the step
    assert held("recent_negative", *swabbed("03-15", "D6", "positive")).state == "not_met"


def test_a_negative_is_as_old_as_it_will_be_on_the_day_of_the_step() -> None:
    """Seen on the 14th, the negative of the 12th is fresh; on the 16th, the day of the step, it is not."""
    assert held("recent_negative", *swabbed("03-12", "D3"), now="03-13 10:00").state == "unknown"


def test_well() -> None:
    assert held("well").state == "unknown"
    fine, ill = (
        at("03-15 08:00", "Zhao", checked_in="on_site"),
        at("03-15 08:00", "Zhao", checked_in="on_site", well=False),
    )
    assert held("well", fine).state == "met"
    assert held("well", ill).state == "not_met"
    assert held("well", ill, at("03-16 08:00", "Zhao", checked_in="on_site")).state == "met"
    assert held("well", fine, at("03-15 20:00", "Zhao", symptoms=["cough"])).state == "not_met"
    assert held("well", at("03-16 08:00", "Zhao", temperature=36.5)).state == "met"
    assert held("well", at("03-16 08:00", "Zhao", temperature=38.5)).state == "not_met"


def test_checked_in() -> None:
    home = at("03-09 09:00", "Qian", stepped_into="C", batch="2")

    def of(*lines: Line) -> str:
        asked = steps(home, *lines, now="03-16 10:00")["Qian"].asked
        return next(one for one in asked if one.name == "checked_in").state

    assert of() == "not_met"
    assert of(at("03-14 08:00", "Qian", checked_in="home")) == "not_met"
    assert of(at("03-15 08:00", "Qian", checked_in="home")) == "met"


def test_no_open_case() -> None:
    opened = fact(IncidentOpened(incident="I1", cause="symptom", person="Zhao"), "03-15 08:00", number=900)
    assert held("no_open_case").state == "met"
    assert held("no_open_case", more=(opened,)).state == "not_met"
    single = {"sampled_for": "duty", "tube": "S1"}
    positive = (at("03-14 09:00", "Zhao", **single), at("03-14 20:00", tube="S1", tube_reported="positive"))
    assert held("no_open_case", *positive).state == "not_met"


def test_not_held_by_pool() -> None:
    pool = (
        at("03-15 09:00", ["Zhao", "Qian"], sampled_for="duty", tube="P1"),
        at("03-15 20:00", tube="P1", tube_reported="positive"),
    )
    assert held("not_held_by_pool").state == "met"
    found = held("not_held_by_pool", *pool)
    assert (found.state, found.values) == ("not_met", {"tube": "P1"})


def test_not_away() -> None:
    ill = fact(Absent(person="Zhao", cause="sick", first=date(2022, 3, 15)), "03-15 08:00", number=901)
    back = fact(Returned(person="Zhao"), "03-16 08:00", number=902)
    leave = Absent(person="Zhao", cause="leave", first=date(2022, 3, 15), last=date(2022, 3, 15))
    assert held("not_away", more=(ill,)).state == "not_met"
    assert held("not_away", more=(ill, back)).state == "met"
    assert held("not_away", more=(fact(leave, "03-14 08:00", number=903),)).state == "met"  # over on the day


def test_trained() -> None:
    needed = [one.id for one in protocol().procedures if "officer" in one.staff]
    assert needed
    passed = tuple(
        fact(
            Assessed(person="Zhao", procedure=name, passed=True, assessor="T1"), "03-02 08:00", number=920 + n
        )
        for n, name in enumerate(needed)
    )
    assert held("trained", more=passed).state == "met"
    assert held("trained", more=passed[1:]).values == {"procedures": needed[0]}
    assert held("trained", more=passed[1:]).state == "not_met"


def test_what_lacks_is_what_is_not_met_or_not_known() -> None:
    step = steps(B, *swabbed("03-12", "D3"), *swabbed("03-15", "D6"), now="03-16 10:00")["Zhao"]
    assert [one.name for one in step.lacks] == ["well", "trained"]


@pytest.mark.parametrize(("pattern", "ends"), [("abc-14-14-14", 23), ("abc-7-7-7", 16), ("abc-10-10-10", 19)])
def test_another_pattern_lengthens_what_runs_and_never_shortens_it(pattern: str, ends: int) -> None:
    switched = at("03-12 08:00", pattern_ordered=pattern, from_="03-13")
    assert steps(B, switched, now="03-12 10:00")["Zhao"].on == date(2022, 3, ends)
    longer = at("03-08 08:00", pattern_ordered="abc-14-14-14", from_="03-08")
    assert steps(longer, B, switched, now="03-12 10:00")["Zhao"].on == date(2022, 3, 23)


def test_whoever_is_in_a_phase_that_the_pattern_has_not_goes_on_towards_a() -> None:
    home = at("03-09 09:00", "Qian", stepped_into="C", batch="2")
    two = at("03-12 08:00", pattern_ordered="ab-7", from_="03-13")
    step = steps(home, two, now="03-12 10:00")["Qian"]
    assert (step.to, step.on) == ("B", date(2022, 3, 16))
