"""The judge's rules of posts and of fatigue, each with what it lets pass and what it finds."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from lazaretto.facts.duty import Stand
from lazaretto.obligations.rostering.judging import judge
from lazaretto.obligations.rostering.situation import Known, Roster, Situation
from tests.rostering import LIMITS, WING, changed, day, roster, situation, standing

HOUSE = situation()
LAWFUL = roster(HOUSE)


def found(asked: Situation, said: Roster) -> list[tuple[str, str | None, date | None]]:
    return [(breach.rule, breach.person, breach.day) for breach in judge(asked, said)]


def swapped(post: str, watch: str, number: int, person: str | None) -> Roster:
    """The roster with somebody else on one watch, or nobody."""
    kept = [s for s in LAWFUL.stands if (s.post, s.watch, s.day) != (post, watch, day(number))]
    more = [Stand(person=person, post=post, watch=watch, day=day(number))] if person else []
    return replace(LAWFUL, stands=(*kept, *more))


def limited(rule: str, **settings: int) -> Situation:
    return replace(HOUSE, limits=LIMITS | {rule: settings})


def test_post_unmanned() -> None:
    (breach,) = judge(HOUSE, swapped("wing", "night", 5, None))
    assert (breach.rule, breach.person, breach.day) == ("post_unmanned", None, day(5))
    assert breach.values == {
        "post": "wing", "watch": "night", "have": "0", "need": "1", "women": "0", "women_needed": "0",
    }  # fmt: skip
    man = swapped("wing", "day", 0, "O3" + "0")
    assert ("post_unmanned", None, day(0)) in found(HOUSE, man)  # a man, where a woman is needed
    twice = replace(LAWFUL, stands=(*swapped("wing", "night", 5, None).stands, LAWFUL.stands[0]))
    assert found(HOUSE, twice) == [("post_unmanned", None, day(5))]  # said twice, one stands once


def test_post_unknown() -> None:
    said = standing(LAWFUL, ("O10", "tower", "day", 3), ("O10", "wing", "noon", 4))
    unknown = [one for one in judge(HOUSE, said) if one.rule == "post_unknown"]
    assert [one.values for one in unknown] == [
        {"post": "tower", "watch": "day"}, {"post": "wing", "watch": "noon"},
    ]  # fmt: skip


def test_post_unqualified() -> None:
    (breach,) = judge(HOUSE, swapped("wing", "night", 1, "D0"))
    assert (breach.rule, breach.person, breach.values) == (
        "post_unqualified", "D0", {"post": "wing", "staff": "driver"},
    )  # fmt: skip
    rules = [rule for rule, *_ in found(HOUSE, swapped("wing", "night", 1, "stranger"))]
    assert rules == ["post_unqualified", "stand_outside_phase"]


def test_untrained_on_post() -> None:
    """What the post asks for, and what staff like them need anywhere; a pass holds on its last day."""
    first = next(s.day for s in LAWFUL.stands if s.person == "O30")
    hygiene, donning = (Known(procedure=name, until=first) for name in ("hygiene", "donning"))
    forever = replace(donning, until=HOUSE.last)
    asked = changed(HOUSE, "O30", known=(replace(hygiene, until=HOUSE.last), donning))
    breaches = judge(asked, LAWFUL)
    assert {(one.rule, one.person) for one in breaches} == {("untrained_on_post", "O30")}
    assert (breaches[0].day or first) > first
    assert breaches[0].values == {"post": "wing", "procedure": "donning"}
    without = judge(changed(HOUSE, "O30", known=(forever,)), LAWFUL)
    assert {one.values["procedure"] for one in without} == {"hygiene"}
    assert judge(changed(HOUSE, "O30", known=(hygiene, forever)), LAWFUL)[0].day != first


def test_stand_outside_phase() -> None:
    """Batch 1 is at home on the first days, batch 2 on standby."""
    home = judge(HOUSE, swapped("gate", "day", 0, "O31"))
    assert [(one.rule, one.values["phase"]) for one in home] == [("stand_outside_phase", "C")]
    standby = judge(HOUSE, swapped("wing", "night", 1, "O12"))
    assert [(one.rule, one.values["zone"]) for one in standby] == [("stand_outside_phase", "guarded")]
    assert found(HOUSE, swapped("gate", "day", 0, "O40")) == []


def test_watches_overlap() -> None:
    said = standing(LAWFUL, ("O10", "gate", "noon", 0))
    assert found(HOUSE, said) == [("watches_overlap", "O10", day(0))]
    late = changed(HOUSE, "O10", rested_from=24 * 60 + 8 * 60 + 1)  # the eve's watch ends a minute too late
    assert ("watches_overlap", "O10", day(0)) in found(late, LAWFUL)


def test_watch_hours_exceeded() -> None:
    assert found(limited("watch_hours_exceeded", hours=12), LAWFUL) == []
    assert {rule for rule, *_ in found(limited("watch_hours_exceeded", hours=11), LAWFUL)} == {
        "watch_hours_exceeded"
    }
    long = standing(LAWFUL, ("O10", "gate", "late", 0))
    breaches = judge(replace(limited("watch_hours_exceeded", hours=8), posts=HOUSE.posts), long)
    mine = [one for one in breaches if one.person == "O10" and one.rule == "watch_hours_exceeded"]
    assert [(one.day, one.values) for one in mine] == [(day(0), {"hours": "9", "most": "8"})]


def test_week_hours_exceeded() -> None:
    """By night every other day for twelve hours: at most 48 in seven days, 36 by day."""
    assert found(limited("week_hours_exceeded", hours=48), LAWFUL) == []
    breaches = judge(limited("week_hours_exceeded", hours=47), LAWFUL)
    assert {one.rule for one in breaches} == {"week_hours_exceeded"}
    assert breaches[0].values == {"hours": "48", "most": "47"}
    assert len({one.person for one in breaches}) == len(breaches)


def test_rest_too_short() -> None:
    said = standing(LAWFUL, ("O10", "gate", "late", 0))
    (breach,) = judge(HOUSE, said)
    assert (breach.rule, breach.person, breach.values) == (
        "rest_too_short", "O10", {"hours": "2", "least": "11"},
    )  # fmt: skip
    assert judge(limited("rest_too_short", hours=2), said) == ()
    tired: Any = changed(HOUSE, "O10", rested_from=21 * 60 + 1)
    assert [one.values["hours"] for one in judge(tired, LAWFUL)] == ["10:59"]
    assert judge(changed(HOUSE, "O10", rested_from=21 * 60), LAWFUL) == ()


def test_nights_in_a_row() -> None:
    """Those of the eve count; a watch that ends at midnight holds none of the night."""
    assert found(changed(HOUSE, "O30", nights=2), LAWFUL) == []
    assert found(changed(HOUSE, "O30", nights=3), LAWFUL) == [("nights_in_a_row", "O30", day(0))]
    assert found(changed(HOUSE, "O40", nights=9), LAWFUL) == []  # his first is a day later
    more = standing(LAWFUL, *(("O30", "wing", "night", n) for n in (1, 3)))
    assert ("nights_in_a_row", "O30", day(3)) in found(limited("nights_in_a_row", nights=3), more)
    evening = replace(WING.watches[1], hours=4)
    early = replace(HOUSE, posts=(replace(WING, watches=(WING.watches[0], evening)), HOUSE.posts[1]))
    assert found(replace(early, limits={"nights_in_a_row": {"nights": 0}}), LAWFUL) == []


def test_inside_too_long() -> None:
    assert found(limited("inside_too_long", days=7), LAWFUL) == []
    breaches = judge(limited("inside_too_long", days=6), LAWFUL)
    assert {(one.rule, one.values["days"]) for one in breaches} == {("inside_too_long", "7")}
    assert breaches[0].day == day(3)
