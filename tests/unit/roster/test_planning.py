"""A plan of a house: lawful by the judge, the same each time, honest about what is short."""

import msgspec
from msgspec.structs import replace

from lazaretto.obligations.rostering.judging import judge
from lazaretto.obligations.rostering.situation import Away
from lazaretto.roster.answer import Plan, Told
from lazaretto.roster.asking import House, Request
from lazaretto.roster.planning import plan
from lazaretto.roster.working import work
from tests.rostering import changed, day, situation
from tests.unit.roster.planned import leaders, planned, ticking

HOUSE = situation()
PLANNED = planned(HOUSE)


def test_the_judge_finds_nothing_in_a_plan() -> None:
    assert judge(HOUSE, PLANNED.roster) == ()
    assert not PLANNED.shortages
    assert PLANNED.bound <= PLANNED.cost


def test_the_same_question_has_the_same_answer() -> None:
    assert planned(HOUSE) == PLANNED


def test_a_plan_says_how_evenly_the_burden_is_borne() -> None:
    inside = next(fair for fair in PLANNED.fairness if fair.measure == "inside_days")
    days = {share.person: share.value for share in inside.people}
    assert days["O10"] == sum((t.last - t.first).days + 1 for t in _inside("O10"))
    assert inside.least <= inside.median <= inside.most == max(days.values())
    assert inside.spread == inside.most - inside.least
    assert {fair.measure for fair in PLANNED.fairness} == {"inside_days", "nights", "hours"}


def _inside(person: str) -> list:  # type: ignore[type-arg]
    return [turn for turn in PLANNED.turns if turn.person == person and turn.phase == "A"]


def test_what_is_short_is_what_the_judge_finds_and_what_would_help_is_said() -> None:
    """No medic from the tenth day on: no roster is lawful, and only more medics, or the sick, would help."""
    asked = situation(days=28)
    for medic in ("M0", "M1", "M2"):
        asked = changed(asked, medic, away=(Away(cause="sick", first=day(9)),))
    found = planned(asked, relief=True)
    assert found.shortages == judge(asked, found.roster)
    assert {breach.rule for breach in found.shortages} == {"batch_incomplete"}
    assert [each.rules for each in found.collisions] == [("batch_incomplete", "absent_on_duty")]
    assert found.collisions[0].values["who"] == "medics"
    assert {relief.code for relief in found.reliefs} == {"more_people"}
    assert found.reliefs[0].values["kind"] == "medic"


def test_everybody_taught_or_fewer_on_the_post_would_help_where_training_is_short() -> None:
    """Only two officers may stand the wing: the rule that keeps the others off is named, and its cure."""
    asked = situation(days=21)
    wing = replace(asked.posts[0], watches=(replace(asked.posts[0].watches[0], need=2, women=0),))
    asked = replace(asked, posts=(wing,))
    for member in asked.members:
        known = tuple(k for k in member.known if k.procedure == "hygiene" or member.person in ("O10", "O11"))
        asked = changed(asked, member.person, known=known)
    found = planned(asked, relief=True)
    assert found.shortages == judge(asked, found.roster) != ()
    assert "untrained_on_post" in found.collisions[0].rules
    codes = {relief.code: relief for relief in found.reliefs}
    assert codes["teach"].whole
    assert codes["teach"].values["procedure"] == "donning"
    assert codes["fewer_on_post"].values["post"] == "wing"


def test_a_pattern_longer_than_anybody_may_be_inside_leaves_nobody_inside() -> None:
    asked = replace(situation(days=21), limits={**HOUSE.limits, "inside_too_long": {"days": 6}})
    found = planned(asked, relief=True)
    assert found.shortages
    assert "inside_too_long" in found.collisions[0].rules
    late = [b for b in judge(asked, found.roster) if b.rule == "inside_too_long"]
    assert all(b.person and b.person.endswith("0") for b in late)  # those whom the first day finds inside


def test_somebody_without_any_row_is_named_with_the_rules() -> None:
    """Twenty days inside already, in a pattern of one phase: whatever comes next is forbidden."""
    asked = leaders(*(m for m in situation().members if m.person.startswith("L")))
    asked = replace(asked, steps=(replace(asked.steps[0], days=7),), limits={"inside_too_long": {"days": 6}})
    found = planned(asked)
    assert {stuck.person for stuck in found.stuck} == {"L0", "L1", "L2"}
    assert all("inside_too_long" in stuck.rules or "turn_missing" in stuck.rules for stuck in found.stuck)


def test_progress_is_told_and_heeded() -> None:
    told: list[Told] = []

    def once(now: Told) -> bool:
        told.append(now)
        return False

    found = plan(Request(houses=(House(situation=HOUSE),), effort=3), clock=ticking(), seconds=0, tell=once)
    assert len(told) == 1
    assert told[0].cost is not None
    assert found.houses[0].turns


def test_several_houses_are_one_plan() -> None:
    other = replace(HOUSE, facility="QZ-L")
    request = Request(houses=(House(situation=HOUSE), House(situation=other)), effort=1, relief=False)
    found = plan(request, clock=ticking(), seconds=0)
    assert [house.facility for house in found.houses] == ["QZ-D", "QZ-L"]
    assert found.cost == sum(house.cost for house in found.houses)


def test_a_worker_writes_progress_and_then_the_answer_or_the_faults() -> None:
    lines: list[bytes] = []
    request = msgspec.json.encode(Request(houses=(House(situation=HOUSE),), effort=1))
    assert work(request, write=lines.append, stopped=lambda: False, clock=ticking(), seconds=0)
    assert all(msgspec.json.decode(line)["kind"] == "progress" for line in lines[:-1])
    assert judge(HOUSE, msgspec.json.decode(lines[-1], type=Plan).houses[0].roster) == ()
    faults: list[bytes] = []
    assert not work(b"{}", write=faults.append, stopped=lambda: False, clock=ticking(), seconds=0)
    assert [msgspec.json.decode(line)["kind"] for line in faults] == ["fault"]
